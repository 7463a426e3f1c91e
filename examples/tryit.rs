use std::time::Instant;
use zopa::simulate::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let runs: u64 = a[2].parse().unwrap();
    let loaded = zopa::scenario::load(std::path::Path::new(&a[1]), &[]).unwrap_or_else(|p| {
        eprintln!("{}", p.render(false));
        std::process::exit(3)
    });
    let s = loaded.scenario;
    let t = Instant::now();
    let settings = Settings {
        seed: 1,
        runs: Runs::Fixed(runs),
        threads: 1,
    };
    let mut last = 0.0;
    let r = run(&s, &settings, None, &mut |_| {
        last = t.elapsed().as_secs_f64();
        true
    })
    .unwrap();
    let f = &r.forecast;
    println!(
        "{:.1} runs/s (sim {last:.3}s, total {:.3}s)",
        runs as f64 / last,
        t.elapsed().as_secs_f64()
    );
    for o in &f.outcomes {
        println!(
            "{:30} {:.3} day {:?} gains {:?}",
            o.id,
            o.share,
            o.median_day,
            o.gains
                .iter()
                .map(|g| (g * 1000.0).round() / 1000.0)
                .collect::<Vec<_>>()
        );
    }
    for p in f.packages.iter().take(5) {
        println!(
            "{:.3} {:?}",
            p.share,
            p.moved
                .iter()
                .map(|m| {
                    let i = f.issues.iter().position(|x| x.id == *m).unwrap();
                    format!("{}={}", m, p.options[i])
                })
                .collect::<Vec<_>>()
        );
    }
    println!("zone missed {:.3} empty {:.3}", f.zone.missed, f.zone.empty);
    for c in f.conditions.iter() {
        println!(
            "{:10} {:25} met {:.2} red {:.2} block {:.2} refused {:.2}",
            c.party, c.id, c.met, c.red_line, c.blocking, c.refused
        );
    }
    for d in f.drivers.iter().take(8) {
        println!("{:50} {:+.3} ±{:.3}", d.path, d.effect, d.half_width);
    }
    for e in &f.endings {
        print!("{} {:.2}  ", e.id, e.share);
    }
    println!();
    if a.len() > 3 {
        for m in &replay(
            &s,
            1,
            if a[3] == "t" {
                f.typical_run
            } else {
                a[3].parse().unwrap()
            },
        )
        .dance
        .moves
        {
            println!(
                "{:3} {} {:?}",
                m.round,
                m.text,
                m.utilities
                    .iter()
                    .map(|g| (g * 1000.0).round() / 1000.0)
                    .collect::<Vec<_>>()
            );
        }
    }
}
