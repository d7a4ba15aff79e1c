use super::*;

fn telling(index: u32) -> Telling {
    Telling {
        line: Some(LineRef {
            document: 0,
            layer: Layer::Statement,
            index,
        }),
        document: 0,
        words: 0..4,
        day: None,
        sworn: false,
        medium: None,
        reported: true,
        to: None,
    }
}

#[test]
fn a_recantation_goes_with_its_statement_and_keeps_its_places() {
    let story = Story {
        person: 0,
        matter: "wagon".to_owned(),
        statements: vec![telling(0), telling(1), telling(2)],
        recantation: Some(Recantation {
            by: 2,
            takes_back: vec![0, 1],
            how: How::Lied,
            sworn: true,
            taken_by: Vec::new(),
            corroborated_by: Vec::new(),
        }),
        because: Vec::new(),
    };
    let mut less = story.clone();
    less.without(|line| line.index == 0);
    let taken = less.recantation.as_ref();
    assert_eq!(
        taken.map(|t| (t.by, t.takes_back.clone())),
        Some((1, vec![0]))
    );
    let mut gone = story;
    gone.without(|line| line.index == 2);
    assert_eq!(gone.recantation, None);
    assert_eq!(gone.statements.len(), 2);
}
