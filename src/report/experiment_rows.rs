//! The replications of an experiment as a table: what each was played for, its number, the values of its
//! uncertain inputs, and what came out.

use super::columns::Values;
use crate::experiment::course::Row;
use crate::model::Scenario;

/// The columns; `output` names the last.
pub fn header(scenario: &Scenario, output: &str) -> Vec<String> {
    let mut names = vec!["stage".to_owned(), "run".to_owned()];
    names.extend(scenario.inputs.iter().map(|input| input.path.clone()));
    names.push(output.to_owned());
    names
}

/// A row; `output` is what came out, as text.
pub fn fields(row: &Row, output: &str) -> Vec<String> {
    let mut fields = vec![row.stage.clone(), row.run.to_string()];
    fields.extend(row.inputs.iter().map(f64::to_string));
    fields.push(output.to_owned());
    fields
}

/// What a column holds, by its name.
pub fn kind(name: &str, (output, values): (&str, Values)) -> Values {
    match name {
        "stage" => Values::Text(Vec::new()),
        "run" => Values::Whole(Vec::new()),
        name if name == output => values,
        _ => Values::Number(Vec::new()),
    }
}
