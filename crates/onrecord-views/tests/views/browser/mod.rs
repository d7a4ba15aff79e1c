//! The report in a real browser: what can only be seen there.

mod driver;

use crate::report::written;
use driver::Browser;
use serde_json::{Value, json};
use std::path::PathBuf;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// The sample document's report, written for the test `name` alone.
fn document(name: &str) -> PathBuf {
    written(name).join("document.html")
}

#[test]
fn every_page_opens_without_an_error_and_asks_for_nothing_else() {
    let Some(browser) = Browser::start("opens") else {
        return;
    };
    let folder = written("opens");
    for page in [
        "document.html",
        "case.html",
        "index.html",
        "dates.html",
        "documents/0001.html",
    ] {
        browser.log("performance");
        browser.open(&folder.join(page), "");
        assert_eq!(browser.run("return document.readyState"), "complete");
        assert_eq!(browser.log("browser"), Vec::<String>::new(), "{page}");
        let asked: Vec<String> = browser
            .log("performance")
            .into_iter()
            .filter(|message| message.contains("\"Network.requestWillBeSent\""))
            .map(|message| {
                let message: Value = serde_json::from_str(&message).unwrap();
                message["message"]["params"]["request"]["url"].to_string()
            })
            .collect();
        let other: Vec<&String> = asked
            .iter()
            .filter(|url| !url.contains(page) && !url.starts_with("\"chrome://"))
            .collect();
        assert!(!asked.is_empty() && other.is_empty(), "{page}: {other:?}");
    }
}

/// Whether the middle of what has the focus can be seen and is not covered.
const FOCUS_IN_VIEW: &str = "
    const box = document.activeElement.getBoundingClientRect();
    const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12)];
    if (y < 0 || y > innerHeight) return 'out of view';
    const there = document.elementFromPoint(x, y);
    return document.activeElement.contains(there) ? document.activeElement.id : 'covered by ' + there.outerHTML;";

#[test]
fn a_line_leads_to_its_words_and_the_words_lead_back() {
    let Some(browser) = Browser::start("ways") else {
        return;
    };
    browser.open(&document("ways"), "");
    browser.click("#s6 > a");
    assert_eq!(browser.run("return location.hash"), "#w-s6");
    assert_eq!(browser.run(FOCUS_IN_VIEW), "w-s6");
    let lit = "return [...document.querySelectorAll('mark.on')].map((m) => m.textContent).join('')";
    assert_eq!(browser.run(lit), "“I believe him,”");
    browser.click("#w-s6");
    assert_eq!(browser.run("return location.hash"), "#s6");
    assert_eq!(browser.run(FOCUS_IN_VIEW), "s6");
    // A statement in two parts lights up in both; a click on words inside it goes to the innermost.
    browser.click("#s4 > a");
    let parts = browser.run(lit);
    let parts = parts.as_str().unwrap();
    assert!(
        parts.starts_with('“') && parts.ends_with("is not his.”"),
        "{parts}"
    );
    browser.click("mark[data-i~='g4']");
    assert_eq!(browser.run("return location.hash"), "#g4");
}

#[test]
fn the_ways_work_without_a_script() {
    let Some(browser) = Browser::start("no-script") else {
        return;
    };
    browser.devtools(
        "Emulation.setScriptExecutionDisabled",
        &json!({ "value": true }),
    );
    browser.open(&document("no-script"), "");
    let seen = |script: &str| {
        let expression = format!("(() => {{ {script} }})()");
        let params = json!({ "expression": expression, "returnByValue": true });
        browser.devtools("Runtime.evaluate", &params)["result"]["value"].take()
    };
    assert_eq!(
        seen("return document.querySelector('.choice').hidden"),
        true
    );
    browser.click("#d1 .q a");
    assert_eq!(seen("return location.hash"), "#w-d1");
    assert_eq!(seen(FOCUS_IN_VIEW), "w-d1");
    browser.click("#w-d1");
    assert_eq!(seen(FOCUS_IN_VIEW), "d1");
}

#[test]
fn the_keyboard_reaches_everything_in_order() {
    let Some(browser) = Browser::start("keyboard") else {
        return;
    };
    browser.open(&document("keyboard"), "");
    let focused = "
        const e = document.activeElement;
        const line = getComputedStyle(e);
        const seen = parseFloat(line.outlineWidth) > 1 && line.outlineStyle !== 'none';
        return (e.textContent || e.labels[0].textContent).trim().slice(0, 24) + (seen ? '' : ' (no outline)');";
    let mut stops = Vec::new();
    for _ in 0..12 {
        browser.press(TAB);
        stops.push(browser.run(focused).as_str().unwrap().to_owned());
    }
    assert_eq!(
        stops,
        [
            "Skip to the document",
            "Skip to what was read",
            "Statements",
            "Events",
            "Grounds",
            "Times",
            "Facts",
            "Names",
            "Where this text comes fr",
            "E2",
            "E1",
            "T3",
        ]
    );
    // Backwards through the lines, nothing that has the focus is hidden under what stays in place.
    browser.open(&document("keyboard"), "#d1");
    for _ in 0..25 {
        browser.press_shifted(TAB);
        let seen = browser.run(FOCUS_IN_VIEW);
        let seen = seen.as_str().unwrap();
        assert!(
            !seen.contains("covered") && !seen.contains("out of view"),
            "{seen}"
        );
    }
    browser.open(&document("keyboard"), "");
    browser.press(TAB);
    browser.press(TAB);
    browser.press(ENTER);
    assert_eq!(browser.run("return document.activeElement.id"), "lines");
    browser.press(TAB);
    assert_eq!(
        browser.run("return document.activeElement.textContent"),
        "People 9"
    );
}

#[test]
fn a_script_in_a_document_is_text() {
    let Some(browser) = Browser::start("script") else {
        return;
    };
    browser.open(&document("script"), "");
    let scripts = browser.run("return document.scripts.length");
    assert_eq!(scripts, 1, "the page's own script only");
    let shown = browser.run("return document.querySelector('.text').innerText");
    assert!(
        shown
            .as_str()
            .unwrap()
            .contains("<script>alert('not a script')</script>")
    );
    // The policy stops a script that would get into the page all the same.
    let ran = browser.run(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1';
         document.body.append(s); return window.ran === undefined;",
    );
    assert_eq!(ran, true);
}

#[test]
fn a_phone_shows_all_without_scrolling_sideways() {
    let Some(browser) = Browser::start("phone") else {
        return;
    };
    let phone = json!({ "width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", &phone);
    let folder = written("phone");
    for page in [
        "document.html",
        "case.html",
        "index.html",
        "people.html",
        "dates.html",
    ] {
        browser.open(&folder.join(page), "");
        let width = browser.run("return document.documentElement.scrollWidth");
        assert_eq!(width, 360, "{page}");
        let out = browser.run(
            "return [...document.querySelectorAll('body *')]
                .filter((e) => !e.closest('.tabs, .hide, .skip, svg') && e.getBoundingClientRect().right > 361)
                .map((e) => e.outerHTML.slice(0, 120))",
        );
        assert_eq!(out, json!([]), "{page}");
    }
}

/// The text with too little contrast: less than 4.5 to 1 (WCAG 2.2, AA).
const FAINT_TEXT: &str = r"
    const rgb = (c) => (c.match(/[\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (e) => {
        for (; e; e = e.parentElement) {
            const c = rgb(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] === 1) return c;
        }
        return [255, 255, 255];
    };
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const e = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || e.closest('script, select, .hide')) continue;
        const style = getComputedStyle(e);
        const ink = rgb(e.closest('svg') ? style.fill : style.color);
        const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + e.outerHTML.slice(0, 90));
    }
    return faint;";

#[test]
fn text_can_be_read_in_the_light_and_in_the_dark() {
    let Some(browser) = Browser::start("dark") else {
        return;
    };
    for (scheme, dark) in [("light", false), ("dark", true)] {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", &features);
        for page in ["document.html", "case.html", "index.html"] {
            browser.open(&written("dark").join(page), "#s4");
            let paper = browser.run(
                "return getComputedStyle(document.querySelector('.paper, .overview')).backgroundColor.match(/\\d+/g).map(Number)",
            );
            let bright = paper
                .as_array()
                .unwrap()
                .iter()
                .all(|v| v.as_u64().unwrap() > 128);
            assert_eq!(bright, !dark, "{scheme} {page}");
            assert_eq!(browser.run(FAINT_TEXT), json!([]), "{scheme} {page}");
        }
    }
}

#[test]
fn lines_can_be_narrowed_to_one_person_and_highlights_put_out() {
    let Some(browser) = Browser::start("filter") else {
        return;
    };
    browser.open(&document("filter"), "");
    let shown = "return [...document.querySelectorAll('#said .line')].filter((e) => e.offsetParent).map((e) => e.id).join()";
    assert_eq!(browser.run(shown), "s1,s2,s3,s4,s5,s6,s7");
    browser.run(
        "const s = document.querySelector('.choice select');
         s.value = [...s.options].find((o) => o.text === 'Juno Vale').value;
         s.dispatchEvent(new Event('change'));",
    );
    assert_eq!(browser.run(shown), "s4,s5,s6");
    let badge = "return getComputedStyle(document.querySelector('#w-s4')).visibility";
    assert_eq!(browser.run(badge), "visible");
    browser.click("#show-s");
    assert_eq!(browser.run(badge), "hidden");
    // What a line leads to is shown even then.
    browser.click("#s4 > a");
    assert_eq!(browser.run(badge), "visible");
}

#[test]
fn a_screen_reader_finds_its_way() {
    let Some(browser) = Browser::start("landmarks") else {
        return;
    };
    for page in ["document.html", "case.html", "index.html"] {
        browser.open(&written("landmarks").join(page), "");
        let missing = browser.run(
            "const missing = [];
             if (document.querySelectorAll('main').length !== 1) missing.push('one main');
             if (document.querySelectorAll('h1').length !== 1) missing.push('one h1');
             for (const e of document.querySelectorAll('input, select'))
                 if (!e.labels.length || !e.labels[0].textContent.trim()) missing.push(e.outerHTML);
             for (const e of document.querySelectorAll('nav, aside, article, section, svg[role=img]')) {
                 const name = e.getAttribute('aria-label')
                     || document.getElementById(e.getAttribute('aria-labelledby'))?.textContent;
                 if (!name) missing.push(e.outerHTML.slice(0, 80));
             }
             for (const e of document.querySelectorAll('a'))
                 if (!e.textContent.trim() && !e.getAttribute('aria-label')) missing.push(e.outerHTML);
             let level = 0;
             for (const e of document.querySelectorAll('h1, h2, h3, h4')) {
                 const here = Number(e.tagName[1]);
                 if (here > level + 1) missing.push('a level before ' + e.outerHTML);
                 level = here;
             }
             return missing;",
        );
        assert_eq!(missing, json!([]), "{page}");
    }
}
