
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'zopa' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'zopa'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'zopa' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented starter scenario')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check scenario files: every problem at once, and what they hold')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Simulate a scenario: the forecast as a table, charts and report files')
            [CompletionResult]::new('analyze', 'analyze', [CompletionResultType]::ParameterValue, 'Analyze a scenario without playing it: Pareto frontier, bargaining solutions, ZOPA, blockers')
            [CompletionResult]::new('tournament', 'tournament', [CompletionResultType]::ParameterValue, 'Let strategies play each other on scenarios: who does how well, and what was left on the table')
            [CompletionResult]::new('sensitivity', 'sensitivity', [CompletionResultType]::ParameterValue, 'Say which uncertain inputs decide an output: tornado, Morris, Sobol, given data')
            [CompletionResult]::new('discover', 'discover', [CompletionResultType]::ParameterValue, 'Say in what region of the inputs an outcome becomes likely')
            [CompletionResult]::new('sweep', 'sweep', [CompletionResultType]::ParameterValue, 'Play a scenario at many values of some of its numbers: how the forecast moves, where it flips')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join the parts of a study that was spread over machines with --shard')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare two scenarios run by run, or two results: what differs, with intervals')
            [CompletionResult]::new('levers', 'levers', [CompletionResultType]::ParameterValue, 'Find what a party could change about an outcome, and what each change costs it')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Tell one replication round by round')
            [CompletionResult]::new('plot', 'plot', [CompletionResultType]::ParameterValue, 'Draw the charts of a saved result again')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write a scenario from GENIUS, GeniusWeb, NegMAS or NegoLog files')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain an error code, a term or a key of the scenario format')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List strategies, protocols, distributions, charts, scenarios, or the inputs of a scenario')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of scenario files, for editors')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page, in roff')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'zopa;init' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Start from a shipped scenario (zopa list scenarios)')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it is there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;check' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;run' {
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Number of replications, or `auto`: until the headline share is known well enough')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the files (default: output/SCENARIO/RUNS-SEED)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format of the charts')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently; other files in the folder stay')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'Write a row per replication to rows.csv')
            [CompletionResult]::new('--no-charts', '--no-charts', [CompletionResultType]::ParameterName, 'Draw no charts')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;analyze' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Disagreement point that gains are measured from')
            [CompletionResult]::new('--power', '--power', [CompletionResultType]::ParameterName, 'Bargaining power of a party in the Nash solution, above 0 (default: 1); may be repeated')
            [CompletionResult]::new('--draws', '--draws', [CompletionResultType]::ParameterName, 'Say in which share of N draws of the uncertain inputs and red lines it holds')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the charts (default: output/SCENARIO/analysis-SEED)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format of the charts')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--lotteries', '--lotteries', [CompletionResultType]::ParameterName, 'Find the Nash solution over lotteries of packages too')
            [CompletionResult]::new('--charts', '--charts', [CompletionResultType]::ParameterName, 'Draw the charts frontier and conditions')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace charts that were made differently; other files in the folder stay')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;tournament' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The strategies, separated by commas (zopa list strategies); keys may follow a colon: boulware,micro,time_dependent:exponent=0.1:model=none,negmas:micro')
            [CompletionResult]::new('--strategies', '--strategies', [CompletionResultType]::ParameterName, 'The strategies, separated by commas (zopa list strategies); keys may follow a colon: boulware,micro,time_dependent:exponent=0.1:model=none,negmas:micro')
            [CompletionResult]::new('--rounds', '--rounds', [CompletionResultType]::ParameterName, 'Rounds until the deadline (default: as each scenario says)')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Games per seating, each with its own draw of what is uncertain')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the files (default: output/tournament/..., with --json none)')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--every-seating', '--every-seating', [CompletionResultType]::ParameterName, 'Seat strategies in every way, not only in pairs (more than two parties)')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on where the same tournament was stopped')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently or not finished; other files in the folder stay')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;sensitivity' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'What to look at: outcome.ID, utility.PARTY or day (default: the commonest outcome)')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Replications of the forecast that all else is compared with')
            [CompletionResult]::new('--moves', '--moves', [CompletionResultType]::ParameterName, 'Replications per end of an input in the tornado; 0 leaves it out')
            [CompletionResult]::new('--trajectories', '--trajectories', [CompletionResultType]::ParameterName, 'Trajectories of Morris'' elementary effects; 0 leaves them out')
            [CompletionResult]::new('--samples', '--samples', [CompletionResultType]::ParameterName, 'Base samples of Sobol''s indices (default: so many that they take about as long as the rest); 0 leaves them out')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the files (default: below output/, with --json none)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format of the charts')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'Write a row per replication to rows.csv and rows.parquet')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on where the same experiment was stopped')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently or not finished; other files in the folder stay')
            [CompletionResult]::new('--no-charts', '--no-charts', [CompletionResultType]::ParameterName, 'Draw no charts')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;discover' {
            [CompletionResult]::new('--outcome', '--outcome', [CompletionResultType]::ParameterName, 'The outcome class (default: the commonest)')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Replications that shape the boxes, and again as many that choose and measure one each')
            [CompletionResult]::new('--density', '--density', [CompletionResultType]::ParameterName, 'Share of the replications in the box that end so, at least (default: what separates best)')
            [CompletionResult]::new('--peel', '--peel', [CompletionResultType]::ParameterName, 'Share of the replications left that a cut takes away')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the files (default: below output/, with --json none)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format of the charts')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'Write a row per replication to rows.csv and rows.parquet')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on where the same experiment was stopped')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently or not finished; other files in the folder stay')
            [CompletionResult]::new('--no-charts', '--no-charts', [CompletionResultType]::ParameterName, 'Draw no charts')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;sweep' {
            [CompletionResult]::new('--vary', '--vary', [CompletionResultType]::ParameterName, 'A number or choice and its values: PATH=FROM:TO:N, PATH=a,b,c, or PATH=LO..HI with --design; may be repeated (default: the [sweep] table of the file)')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Replications per point (default: 1000)')
            [CompletionResult]::new('--design', '--design', [CompletionResultType]::ParameterName, 'How points are chosen (default: grid)')
            [CompletionResult]::new('--points', '--points', [CompletionResultType]::ParameterName, 'Number of points, for all designs but the grid (default: 64)')
            [CompletionResult]::new('--outcome', '--outcome', [CompletionResultType]::ParameterName, 'Outcome class to show where a chart shows one (default: the one whose share moves most)')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the files (default: below output/, with --json none)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format of the charts')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--refine', '--refine', [CompletionResultType]::ParameterName, 'Halve the step, up to four times, wherever the commonest outcome changes')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'Write a row per replication to rows.csv and rows.parquet')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on where the same experiment was stopped')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently or not finished; other files in the folder stay')
            [CompletionResult]::new('--no-charts', '--no-charts', [CompletionResultType]::ParameterName, 'Draw no charts')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;merge' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the whole')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on where joining the same parts was stopped')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently or not finished; other files in the folder stay')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;compare' {
            [CompletionResult]::new('--with', '--with', [CompletionResultType]::ParameterName, 'Change a number or choice of B; may be repeated')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Number of replications of each')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the files (default: below output/, with --json none)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format of the charts')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'Write a row per replication to rows.csv and rows.parquet')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on where the same experiment was stopped')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently or not finished; other files in the folder stay')
            [CompletionResult]::new('--no-charts', '--no-charts', [CompletionResultType]::ParameterName, 'Draw no charts')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;levers' {
            [CompletionResult]::new('--party', '--party', [CompletionResultType]::ParameterName, 'The party that could change something')
            [CompletionResult]::new('--outcome', '--outcome', [CompletionResultType]::ParameterName, 'The outcome class whose share it wants to raise')
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Try this change as well; may be repeated')
            [CompletionResult]::new('--screen', '--screen', [CompletionResultType]::ParameterName, 'Runs that screen each change')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'Fresh runs for each of the best changes; of a study in parts, `zopa merge` plays them')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'How many of the best changes are looked at again')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Folder for the files (default: below output/, with --json none)')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format of the charts')
            [CompletionResult]::new('--shard', '--shard', [CompletionResultType]::ParameterName, 'Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--rows', '--rows', [CompletionResultType]::ParameterName, 'Write a row per replication to rows.csv and rows.parquet')
            [CompletionResult]::new('--resume', '--resume', [CompletionResultType]::ParameterName, 'Go on where the same experiment was stopped')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a result that was made differently or not finished; other files in the folder stay')
            [CompletionResult]::new('--no-charts', '--no-charts', [CompletionResultType]::ParameterName, 'Draw no charts')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;replay' {
            [CompletionResult]::new('--run', '--run', [CompletionResultType]::ParameterName, 'Which replication, counted from 0')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;plot' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Image format')
            [CompletionResult]::new('--chart', '--chart', [CompletionResultType]::ParameterName, 'Which charts (default: all)')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;import' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Scenario file to write (TOML, or JSON where the name ends in .json)')
            [CompletionResult]::new('--reading', '--reading', [CompletionResultType]::ParameterName, 'How GENIUS files are understood')
            [CompletionResult]::new('--rounds', '--rounds', [CompletionResultType]::ParameterName, 'Rounds of the talks; a discount over the whole negotiation is spread over them')
            [CompletionResult]::new('--steps', '--steps', [CompletionResultType]::ParameterName, 'Into how many steps the range of a real issue is cut')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--any-weights', '--any-weights', [CompletionResultType]::ParameterName, 'Take weights that do not add up to 1 as they are')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it is there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;explain' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;list' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('strategies', 'strategies', [CompletionResultType]::ParameterValue, 'Ways to bid, to accept and to model the others')
            [CompletionResult]::new('protocols', 'protocols', [CompletionResultType]::ParameterValue, 'Who may speak when')
            [CompletionResult]::new('distributions', 'distributions', [CompletionResultType]::ParameterValue, 'How an uncertain number can be spread')
            [CompletionResult]::new('charts', 'charts', [CompletionResultType]::ParameterValue, 'Charts of a forecast')
            [CompletionResult]::new('scenarios', 'scenarios', [CompletionResultType]::ParameterValue, 'Scenarios that zopa ships with')
            [CompletionResult]::new('inputs', 'inputs', [CompletionResultType]::ParameterValue, 'All that --set reaches in a scenario, uncertain inputs first')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'zopa;list;strategies' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;list;protocols' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;list;distributions' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;list;charts' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;list;scenarios' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;list;inputs' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;list;help' {
            [CompletionResult]::new('strategies', 'strategies', [CompletionResultType]::ParameterValue, 'Ways to bid, to accept and to model the others')
            [CompletionResult]::new('protocols', 'protocols', [CompletionResultType]::ParameterValue, 'Who may speak when')
            [CompletionResult]::new('distributions', 'distributions', [CompletionResultType]::ParameterValue, 'How an uncertain number can be spread')
            [CompletionResult]::new('charts', 'charts', [CompletionResultType]::ParameterValue, 'Charts of a forecast')
            [CompletionResult]::new('scenarios', 'scenarios', [CompletionResultType]::ParameterValue, 'Scenarios that zopa ships with')
            [CompletionResult]::new('inputs', 'inputs', [CompletionResultType]::ParameterValue, 'All that --set reaches in a scenario, uncertain inputs first')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'zopa;list;help;strategies' {
            break
        }
        'zopa;list;help;protocols' {
            break
        }
        'zopa;list;help;distributions' {
            break
        }
        'zopa;list;help;charts' {
            break
        }
        'zopa;list;help;scenarios' {
            break
        }
        'zopa;list;help;inputs' {
            break
        }
        'zopa;list;help;help' {
            break
        }
        'zopa;schema' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;completions' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;man' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Seed of all randomness: the same seed gives the same result')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Threads to use (default: as many as the machine has); changes no result')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Change a number or choice of the scenario first; may be repeated')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Colours in text; NO_COLOR is respected')
            [CompletionResult]::new('--font', '--font', [CompletionResultType]::ParameterName, 'Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON instead of text')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors (and JSON if asked for)')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'zopa;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a commented starter scenario')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check scenario files: every problem at once, and what they hold')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Simulate a scenario: the forecast as a table, charts and report files')
            [CompletionResult]::new('analyze', 'analyze', [CompletionResultType]::ParameterValue, 'Analyze a scenario without playing it: Pareto frontier, bargaining solutions, ZOPA, blockers')
            [CompletionResult]::new('tournament', 'tournament', [CompletionResultType]::ParameterValue, 'Let strategies play each other on scenarios: who does how well, and what was left on the table')
            [CompletionResult]::new('sensitivity', 'sensitivity', [CompletionResultType]::ParameterValue, 'Say which uncertain inputs decide an output: tornado, Morris, Sobol, given data')
            [CompletionResult]::new('discover', 'discover', [CompletionResultType]::ParameterValue, 'Say in what region of the inputs an outcome becomes likely')
            [CompletionResult]::new('sweep', 'sweep', [CompletionResultType]::ParameterValue, 'Play a scenario at many values of some of its numbers: how the forecast moves, where it flips')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, 'Join the parts of a study that was spread over machines with --shard')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare two scenarios run by run, or two results: what differs, with intervals')
            [CompletionResult]::new('levers', 'levers', [CompletionResultType]::ParameterValue, 'Find what a party could change about an outcome, and what each change costs it')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Tell one replication round by round')
            [CompletionResult]::new('plot', 'plot', [CompletionResultType]::ParameterValue, 'Draw the charts of a saved result again')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Write a scenario from GENIUS, GeniusWeb, NegMAS or NegoLog files')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain an error code, a term or a key of the scenario format')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List strategies, protocols, distributions, charts, scenarios, or the inputs of a scenario')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of scenario files, for editors')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual page, in roff')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'zopa;help;init' {
            break
        }
        'zopa;help;check' {
            break
        }
        'zopa;help;run' {
            break
        }
        'zopa;help;analyze' {
            break
        }
        'zopa;help;tournament' {
            break
        }
        'zopa;help;sensitivity' {
            break
        }
        'zopa;help;discover' {
            break
        }
        'zopa;help;sweep' {
            break
        }
        'zopa;help;merge' {
            break
        }
        'zopa;help;compare' {
            break
        }
        'zopa;help;levers' {
            break
        }
        'zopa;help;replay' {
            break
        }
        'zopa;help;plot' {
            break
        }
        'zopa;help;import' {
            break
        }
        'zopa;help;explain' {
            break
        }
        'zopa;help;list' {
            [CompletionResult]::new('strategies', 'strategies', [CompletionResultType]::ParameterValue, 'Ways to bid, to accept and to model the others')
            [CompletionResult]::new('protocols', 'protocols', [CompletionResultType]::ParameterValue, 'Who may speak when')
            [CompletionResult]::new('distributions', 'distributions', [CompletionResultType]::ParameterValue, 'How an uncertain number can be spread')
            [CompletionResult]::new('charts', 'charts', [CompletionResultType]::ParameterValue, 'Charts of a forecast')
            [CompletionResult]::new('scenarios', 'scenarios', [CompletionResultType]::ParameterValue, 'Scenarios that zopa ships with')
            [CompletionResult]::new('inputs', 'inputs', [CompletionResultType]::ParameterValue, 'All that --set reaches in a scenario, uncertain inputs first')
            break
        }
        'zopa;help;list;strategies' {
            break
        }
        'zopa;help;list;protocols' {
            break
        }
        'zopa;help;list;distributions' {
            break
        }
        'zopa;help;list;charts' {
            break
        }
        'zopa;help;list;scenarios' {
            break
        }
        'zopa;help;list;inputs' {
            break
        }
        'zopa;help;schema' {
            break
        }
        'zopa;help;completions' {
            break
        }
        'zopa;help;man' {
            break
        }
        'zopa;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
