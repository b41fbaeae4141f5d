//! The slider over the years: how end of life eats the table.

use dynaboot_core::Day;
use yew::prelude::*;

use super::grid::Grid;
use super::life::{self, Stage};
use crate::browser;
use crate::text;

/// A slider, and how much has ended by then.
pub(super) fn years(whole: &Grid, grid: &Grid, year: Option<i32>, day: Option<Day>, on_year: &Callback<i32>) -> Html {
    let lives = whole.rows.iter().map(|row| row.life);
    let Some((((first, last), year), day)) = life::years(lives).zip(year).zip(day) else { return Html::default() };
    let (first, last) = (first.min(year), last.max(year));
    let ended = grid.rows.iter().filter(|row| matches!(row.life.on(day), Stage::Ended(_))).count();
    let oninput = {
        let on_year = on_year.clone();
        move |event: InputEvent| {
            if let Ok(year) = browser::text_of(&event).parse() {
                on_year.emit(year);
            }
        }
    };
    let words = text::ended_by(day, ended, grid.rows.len());
    html! {
        <div class="Years">
            <label for="matrix-year">{text::YEAR}</label>
            <input
                id="matrix-year" type="range" min={first.to_string()} max={last.to_string()} step="1" value={year.to_string()} {oninput}
                aria-valuetext={words.clone()}
            />
            <output for="matrix-year"><strong>{year}</strong>{" "}{words}</output>
        </div>
    }
}
