//! Readings made by hand from our own texts about invented people, since views know no engine.

use onrecord_record::*;
use onrecord_views::{
    AppearanceView, CaseDisagreementView, CaseEntry, CaseLine, CasePersonView, CasePlaceView,
    CaseView, ReadingView, ValueView,
};

/// An article with what is hard in it: statements in parts, inside one another and overlapping,
/// values carried over, a claim without a source, a year that hangs on how a sentence is read.
const ARTICLE: &str = "Singer backs new hearing for man serving life over 1998 boatyard killing\n\
    By Ines Okafor\n\
    Tobias Wren was convicted of the killing of Daniel Hask, 17, at a boatyard in Port Ellery in 1998. \
    The former deckhand, 47, has been held at Stonebrook Correctional Center ever since, the Harbour Courier reported.\n\
    Attorney Mara Lindqvist said on Tuesday that two witnesses had recanted, and that Wren has always maintained he was nowhere near the boatyard.\n\
    “The jury split 10-2 and that was enough to send him away,” the singer Juno Vale wrote on Instagram Sunday. \
    “There are claims that jurors were pressed to vote, and the DNA on the rope is not his.”\n\
    “I believe him,” she added.\n\
    Prosecutors deny that any evidence was held back. A hearing is set for next month.\n\
    In 2001, when a jury found Wren guilty, nobody had heard of Vale. “😀 Not me, for sure,” she joked in <i>court</i>.\n\
    <script>alert('not a script')</script> & “quoted” \u{202e}backwards\u{202c} end.\n";

/// The article's document: a headline, a byline, paragraphs.
pub(crate) fn article() -> Document {
    let mut document = Document::from_text(ARTICLE, Day::new(2020, 8, 19));
    let text = &document.text;
    let mut at = 0;
    for (i, line) in ARTICLE.split_inclusive('\n').enumerate() {
        let span = text.span(at..at + line.trim_end().len()).unwrap();
        at += line.len();
        document.blocks.push(Block {
            span,
            kind: match i {
                0 => BlockKind::Headline,
                1 => BlockKind::Byline,
                _ => BlockKind::Paragraph,
            },
        });
    }
    document.kind = DocumentKind::Article;
    document.metadata.title = Some(Sourced {
        value: ARTICLE.lines().next().unwrap().to_owned(),
        span: Some(document.blocks[0].span),
        from: "first line".to_owned(),
    });
    document.metadata.publisher = Some(Sourced::given("Ellery Daily".to_owned()));
    document.warnings.push(Warning {
        code: "example".to_owned(),
        message: "This text was written for tests; nobody in it exists.".to_owned(),
    });
    document
}

/// Puts a reading together from the words of a document.
pub(crate) struct Hand<'d> {
    document: &'d Document,
    pub(crate) reading: Reading,
}

impl<'d> Hand<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            document,
            reading: Reading {
                engine: EngineId {
                    name: "by-hand".to_owned(),
                    version: 1,
                },
                ..Reading::default()
            },
        }
    }

    /// The first place of `words` after the first place of `after`.
    #[track_caller]
    pub(crate) fn span(&self, after: &str, words: &str) -> Span {
        let text = self.document.text.as_str();
        let from = text.find(after).expect(after);
        let start = from + text[from..].find(words).expect(words);
        self.document.text.span(start..start + words.len()).unwrap()
    }

    /// An entity with the words that refer to it: the first is its name.
    pub(crate) fn entity(&mut self, kind: EntityKind, words: &[(&str, &str)]) -> EntityId {
        let entity = EntityId::new(self.reading.entities.len());
        let mut mentions = Vec::new();
        for (after, words) in words {
            let span = self.span(after, words);
            mentions.push(MentionId::new(self.reading.mentions.len()));
            self.reading.mentions.push(Mention {
                span,
                head: span,
                kind: match words.chars().next() {
                    Some(c) if c.is_uppercase() => MentionKind::Name,
                    _ => MentionKind::Nominal,
                },
                entity: Some(entity),
                reason: Reason::rule("by-hand"),
                confidence: Confidence::HIGH,
            });
        }
        self.reading.entities.push(Entity {
            kind,
            name: words[0].1.to_owned(),
            named_by: mentions[0],
            mentions,
            aliases: Vec::new(),
            gender: Gender::Unknown,
            plural: false,
            descriptions: Vec::new(),
            maybe: Vec::new(),
            unresolved: false,
        });
        entity
    }

    pub(crate) fn timex(&mut self, after: &str, words: &str, value: &str) -> TimexId {
        let id = TimexId::new(self.reading.timexes.len());
        self.reading.timexes.push(Timex {
            span: self.span(after, words),
            kind: TimexKind::Date,
            value: (!value.is_empty()).then(|| value.to_owned()),
            modifier: None,
            anchor: match value {
                "" => TimexAnchor::Unresolved,
                _ if words.starts_with(char::is_numeric) => TimexAnchor::Explicit,
                _ => TimexAnchor::Document,
            },
            is_age: false,
            confidence: Confidence::HIGH,
            reason: Reason::rule("by-hand"),
        });
        id
    }

    pub(crate) fn statement(&mut self, speaker: Speaker, content: &[(&str, &str)]) -> StatementId {
        let id = StatementId::new(self.reading.statements.len());
        let content: Vec<Span> = content.iter().map(|(a, w)| self.span(a, w)).collect();
        let quoted = self.document.text.slice(content[0]).starts_with('“');
        self.reading.statements.push(Statement {
            content,
            cue: Vec::new(),
            source: Vec::new(),
            speaker,
            kind: if quoted {
                StatementKind::Direct
            } else {
                StatementKind::Indirect
            },
            act: SpeechAct::Assertion,
            addressee: None,
            medium: None,
            said: None,
            relay: Vec::new(),
            within: None,
            continues: None,
            confidence: Confidence::HIGH,
            reason: Reason::rule("by-hand"),
        });
        id
    }

    /// The statement `id`, to be completed.
    pub(crate) fn edit(&mut self, id: StatementId) -> &mut Statement {
        &mut self.reading.statements[id.index()]
    }

    pub(crate) fn event(
        &mut self,
        kind: EventKind,
        (after, trigger): (&str, &str),
        date: Option<(&str, &str)>,
        asserter: Asserter,
    ) -> EventId {
        let id = EventId::new(self.reading.events.len());
        let trigger = self.span(after, trigger);
        let date = date.map(|(words, value)| EventDate {
            value: value.to_owned(),
            span: self.span(after, words),
            timex: None,
            inferred: false,
        });
        self.reading.events.push(Event {
            kind,
            trigger,
            evidence: vec![date.as_ref().map_or(trigger, |d| trigger.cover(d.span))],
            date,
            participants: Vec::new(),
            place: None,
            modality: Modality::Happened,
            asserter,
            same_as: None,
            confidence: Confidence::HIGH,
            reason: Reason::rule("by-hand"),
        });
        id
    }

    pub(crate) fn fact(
        &mut self,
        attribute: Attribute,
        subject: Subject,
        (after, words): (&str, &str),
        value: &str,
    ) -> FactId {
        let id = FactId::new(self.reading.facts.len());
        let span = self.span(after, words);
        let evidence = self.span(after, after).cover(span);
        self.reading.facts.push(Fact {
            attribute,
            qualifier: String::new(),
            subject,
            value: value.to_owned(),
            span,
            evidence: vec![evidence],
            asserter: Asserter::Narration,
            ambiguity: None,
            confidence: Confidence::HIGH,
            reason: Reason::rule("by-hand"),
        });
        id
    }

    pub(crate) fn ground(&mut self, code: GroundCode, after: &str, words: &str, by: Asserter) {
        let evidence = vec![self.span(after, words)];
        self.reading.grounds.push(Ground {
            code,
            about: None,
            evidence,
            asserter: by,
            reported: false,
            denied: false,
            confidence: Confidence::MEDIUM,
            reason: Reason::rule("by-hand"),
        });
    }
}

/// A speaker who is known.
pub(crate) fn known(entity: EntityId) -> Speaker {
    Speaker::Known {
        entity,
        reason: Reason::rule("by-hand"),
        confidence: Confidence::HIGH,
    }
}

/// What a careful reader gets out of the article.
pub(crate) fn reading(document: &Document) -> Reading {
    let mut hand = Hand::new(document);
    let people = people(&mut hand);
    let said = statements(&mut hand, &people);
    events(&mut hand, &people, &said);
    grounds(&mut hand, &people, &said);
    hand.reading
}

struct People {
    wren: EntityId,
    hask: EntityId,
    courier: EntityId,
    lindqvist: EntityId,
    vale: EntityId,
    prosecutors: EntityId,
    boatyard: EntityId,
}

fn people(hand: &mut Hand) -> People {
    use EntityKind::{Facility, Group, Organisation, Person};
    let wren = hand.entity(
        Person,
        &[
            ("Tobias", "Tobias Wren"),
            ("The former", "The former deckhand"),
            ("that Wren", "Wren"),
            ("found Wren", "Wren"),
        ],
    );
    let hask = hand.entity(Person, &[("Daniel", "Daniel Hask")]);
    let boatyard = hand.entity(Facility, &[("at a boatyard", "boatyard")]);
    let stonebrook = hand.entity(
        Facility,
        &[("Stonebrook", "Stonebrook Correctional Center")],
    );
    let courier = hand.entity(Organisation, &[("Harbour", "Harbour Courier")]);
    let lindqvist = hand.entity(Person, &[("Mara", "Mara Lindqvist")]);
    let vale = hand.entity(
        Person,
        &[
            ("Juno", "Juno Vale"),
            ("the singer", "the singer"),
            ("him,” she", "she"),
            ("heard of Vale", "Vale"),
        ],
    );
    let prosecutors = hand.entity(Group, &[("Prosecutors", "Prosecutors")]);
    let okafor = hand.entity(Person, &[("Ines", "Ines Okafor")]);
    let deckhand = hand.span("The former", "former deckhand");
    let entities = &mut hand.reading.entities;
    entities[wren.index()].aliases.push("Wren".to_owned());
    entities[wren.index()].descriptions.push(Description {
        span: deckhand,
        reason: Reason::rule("by-hand"),
    });
    entities[vale.index()].aliases.push("Vale".to_owned());
    entities[okafor.index()].maybe.push(Suggestion {
        entity: stonebrook,
        reason: Reason::with("by-hand", "only to show a suggestion"),
    });
    People {
        wren,
        hask,
        courier,
        lindqvist,
        vale,
        prosecutors,
        boatyard,
    }
}

struct Said {
    lindqvist: StatementId,
    vale: StatementId,
    claims: StatementId,
    prosecutors: StatementId,
}

fn statements(hand: &mut Hand, people: &People) -> Said {
    let tuesday = hand.timex("said on Tuesday", "Tuesday", "2020-08-18");
    let sunday = hand.timex("Sunday", "Sunday", "2020-08-16");
    hand.timex("in 1998", "1998", "1998");
    hand.timex("In 2001", "2001", "2001");
    hand.timex("next month", "next month", "2020-09");
    let courier = hand.statement(
        known(people.courier),
        &[(
            "The former",
            "The former deckhand, 47, has been held at Stonebrook Correctional Center ever since",
        )],
    );
    hand.edit(courier).cue = vec![hand_span(hand, "Courier", "reported")];
    hand.edit(courier).source = vec![hand_span(hand, "the Harbour", "the Harbour Courier")];
    let lindqvist = hand.statement(
        known(people.lindqvist),
        &[("that two", "that two witnesses had recanted, and that Wren has always maintained he was nowhere near the boatyard")],
    );
    let when = hand_span(hand, "on Tuesday", "Tuesday");
    hand.edit(lindqvist).cue = vec![hand_span(hand, "Lindqvist said", "said")];
    hand.edit(lindqvist).source = vec![hand_span(hand, "Attorney", "Attorney Mara Lindqvist")];
    hand.edit(lindqvist).said = Some(Carried {
        value: SaidWhen {
            timex: tuesday,
            value: Some("2020-08-18".to_owned()),
        },
        span: Some(when),
        from: None,
    });
    let inner = hand.statement(
        known(people.wren),
        &[("he was", "he was nowhere near the boatyard")],
    );
    hand.edit(inner).within = Some(lindqvist);
    hand.edit(inner).cue = vec![hand_span(hand, "maintained", "maintained")];
    hand.edit(inner).source = vec![hand_span(hand, "that Wren", "Wren")];
    let vale = hand.statement(
        known(people.vale),
        &[
            ("“The jury", "“The jury split 10-2 and that was enough to send him away,”"),
            ("“There are", "“There are claims that jurors were pressed to vote, and the DNA on the rope is not his.”"),
        ],
    );
    let (medium, when) = (
        hand_span(hand, "on Instagram", "Instagram"),
        hand_span(hand, "Sunday", "Sunday"),
    );
    hand.edit(vale).cue = vec![hand_span(hand, "wrote", "wrote")];
    hand.edit(vale).source = vec![hand_span(hand, "the singer", "the singer Juno Vale")];
    hand.edit(vale).medium = Some(Carried {
        value: Medium {
            kind: MediumKind::Post,
            name: "Instagram".to_owned(),
        },
        span: Some(medium),
        from: None,
    });
    hand.edit(vale).said = Some(Carried {
        value: SaidWhen {
            timex: sunday,
            value: Some("2020-08-16".to_owned()),
        },
        span: Some(when),
        from: None,
    });
    let claims = hand.statement(
        Speaker::Unknown {
            reason: Reason::rule("no-source"),
        },
        &[("that jurors", "that jurors were pressed to vote")],
    );
    hand.edit(claims).within = Some(vale);
    hand.edit(claims).cue = vec![hand_span(hand, "claims", "claims")];
    hand.edit(claims).relay = vec![Party {
        span: None,
        entity: Some(people.vale),
        name: "Juno Vale".to_owned(),
    }];
    let added = hand.statement(known(people.vale), &[("“I believe", "“I believe him,”")]);
    let carried = hand.edit(vale).clone();
    let statement = hand.edit(added);
    statement.continues = Some(vale);
    statement.medium = carried.medium.map(|m| Carried {
        span: None,
        from: Some(vale),
        ..m
    });
    statement.said = carried.said.map(|s| Carried {
        span: None,
        from: Some(vale),
        ..s
    });
    hand.edit(added).cue = vec![hand_span(hand, "she added", "added")];
    hand.edit(added).source = vec![hand_span(hand, "she added", "she")];
    let prosecutors = hand.statement(
        known(people.prosecutors),
        &[("that any", "that any evidence was held back")],
    );
    hand.edit(prosecutors).act = SpeechAct::Denial;
    hand.edit(prosecutors).cue = vec![hand_span(hand, "deny", "deny")];
    Said {
        lindqvist,
        vale,
        claims,
        prosecutors,
    }
}

fn hand_span(hand: &Hand, after: &str, words: &str) -> Span {
    hand.span(after, words)
}

fn events(hand: &mut Hand, people: &People, said: &Said) {
    let by = Asserter::Narration;
    let killing = hand.event(
        EventKind::Offence,
        ("the killing of", "killing"),
        Some(("1998", "1998")),
        by,
    );
    let victim = hand.span("Daniel", "Daniel Hask");
    let event = &mut hand.reading.events[killing.index()];
    event.place = Some(people.boatyard);
    event.participants.push(Participant {
        role: "victim".to_owned(),
        span: victim,
        entity: Some(people.hask),
    });
    let convicted = hand.event(
        EventKind::Conviction,
        ("Wren was convicted", "convicted"),
        Some(("1998", "1998")),
        by,
    );
    hand.reading.events[convicted.index()]
        .date
        .as_mut()
        .unwrap()
        .inferred = true;
    let guilty = hand.event(
        EventKind::Conviction,
        ("In 2001", "found Wren guilty"),
        Some(("2001", "2001")),
        by,
    );
    let defendant = hand.span("Tobias", "Tobias Wren");
    for event in [convicted, guilty] {
        hand.reading.events[event.index()]
            .participants
            .push(Participant {
                role: "defendant".to_owned(),
                span: defendant,
                entity: Some(people.wren),
            });
    }
    hand.event(
        EventKind::Custody,
        ("has been held", "held"),
        None,
        Asserter::Statement(StatementId(0)),
    );
    hand.event(
        EventKind::Recantation,
        ("witnesses had recanted", "recanted"),
        None,
        Asserter::Statement(said.lindqvist),
    );
    let hearing = hand.event(
        EventKind::Hearing,
        ("A hearing", "hearing"),
        Some(("next month", "2020-09")),
        by,
    );
    hand.reading.events[hearing.index()].modality = Modality::Prospective;
    hand.fact(
        Attribute::Age,
        Subject::Entity(people.hask),
        ("Daniel Hask", "17"),
        "17",
    );
    hand.fact(
        Attribute::Age,
        Subject::Entity(people.wren),
        ("The former deckhand", "47"),
        "47",
    );
    let vote = hand.fact(
        Attribute::JuryVote,
        Subject::Event(guilty),
        ("The jury", "10-2"),
        "10-2",
    );
    hand.reading.facts[vote.index()].asserter = Asserter::Statement(said.vale);
    let one = hand.fact(
        Attribute::Date,
        Subject::Event(convicted),
        ("Tobias Wren was convicted", "1998"),
        "1998",
    );
    let two = hand.fact(
        Attribute::Date,
        Subject::Event(guilty),
        ("In 2001", "2001"),
        "2001",
    );
    let wide = hand.span("In 2001", "In 2001, when a jury found Wren guilty");
    hand.reading.facts[two.index()].evidence = vec![wide];
    for fact in [one, two] {
        hand.reading.facts[fact.index()].qualifier = "conviction".to_owned();
    }
    let ambiguity = "whether “in 1998” goes with “convicted” or with “killing”".to_owned();
    hand.reading.facts[one.index()].ambiguity = Some(ambiguity.clone());
    hand.reading.disagreements.push(Disagreement {
        attribute: Attribute::Date,
        about: "year of the conviction of Tobias Wren".to_owned(),
        facts: vec![one, two],
        possible: true,
        ambiguity: Some(ambiguity),
        reason: Reason::rule("by-hand"),
    });
}

fn grounds(hand: &mut Hand, people: &People, said: &Said) {
    let by = Asserter::Statement;
    hand.ground(
        GroundCode::Recantation,
        "two witnesses",
        "two witnesses had recanted",
        by(said.lindqvist),
    );
    hand.ground(
        GroundCode::MaintainsInnocence,
        "that Wren has",
        "Wren has always maintained he was nowhere near the boatyard",
        by(StatementId(2)),
    );
    hand.ground(
        GroundCode::NonUnanimousJury,
        "The jury split",
        "The jury split 10-2",
        by(said.vale),
    );
    hand.ground(
        GroundCode::JurorPressure,
        "jurors were",
        "jurors were pressed to vote",
        by(said.claims),
    );
    hand.ground(
        GroundCode::Dna,
        "the DNA",
        "the DNA on the rope is not his",
        by(said.vale),
    );
    hand.ground(
        GroundCode::OfficialMisconduct,
        "that any",
        "any evidence was held back",
        by(said.prosecutors),
    );
    let grounds = &mut hand.reading.grounds;
    for ground in grounds.iter_mut() {
        ground.about = Some(people.wren);
    }
    grounds[3].reported = true;
    grounds[5].denied = true;
}

/// The article as every rendering takes it.
pub(crate) fn view() -> ReadingView {
    let document = article();
    ReadingView::new(&document, &reading(&document), "papers/<ellery> & co.txt")
}

/// A letter without blocks and without a date.
pub(crate) fn letter() -> ReadingView {
    let document = Document::from_text(
        "Dear Ms. Lindqvist,\n\nI said on the stand that I saw Tobias Wren. I was 16 then, and Daniel Hask was 19.\nThat was not true. I was told to say it last winter.\n\nR. Amsel\n",
        None,
    );
    let mut hand = Hand::new(&document);
    let wren = hand.entity(EntityKind::Person, &[("Tobias", "Tobias Wren")]);
    let hask = hand.entity(EntityKind::Person, &[("Daniel", "Daniel Hask")]);
    let amsel = hand.entity(
        EntityKind::Person,
        &[("R. Amsel", "R. Amsel"), ("I said", "I")],
    );
    hand.timex("last winter", "last winter", "");
    let said = hand.statement(known(amsel), &[("that I saw", "that I saw Tobias Wren")]);
    hand.edit(said).cue = vec![hand_span(&hand, "I said", "said")];
    hand.event(
        EventKind::Trial,
        ("on the stand", "stand"),
        None,
        Asserter::Statement(said),
    );
    hand.fact(
        Attribute::Age,
        Subject::Entity(hask),
        ("Daniel Hask", "19"),
        "19",
    );
    hand.ground(
        GroundCode::Recantation,
        "That was",
        "That was not true",
        Asserter::Narration,
    );
    hand.reading.grounds[0].about = Some(wren);
    hand.reading.notes.push(Warning {
        code: "no-date".to_owned(),
        message:
            "The document has no date: “last winter” cannot be resolved. Give one with --date."
                .to_owned(),
    });
    ReadingView::new(&document, &hand.reading, "letter.txt")
}

/// A case of the article and the letter.
pub(crate) fn case() -> (CaseView, Vec<ReadingView>) {
    let views = vec![view(), letter()];
    let place = |document: usize, fact: u32| CasePlaceView {
        document: document as u32,
        place: views[document].place(FactId(fact)).unwrap(),
    };
    let shared = |name: &str, ids: [u32; 2]| CasePersonView {
        name: name.to_owned(),
        kind: EntityKind::Person,
        aliases: Vec::new(),
        appearances: ids
            .iter()
            .enumerate()
            .map(|(document, id)| AppearanceView {
                document: document as u32,
                entity: EntityId(*id).into(),
                name: name.to_owned(),
            })
            .collect(),
        why: "the same full name".to_owned(),
        to_confirm: false,
        role: (name == "Daniel Hask").then(|| "witness".to_owned()),
        protected: None,
    };
    let line = |document: u32, lead: &str| CaseLine {
        lead: lead.to_owned(),
        document,
        item: Some(StatementId(0).into()),
        evidence: views
            .get(document as usize)
            .and_then(|view: &ReadingView| view.statements.first())
            .and_then(|statement| statement.content().next())
            .cloned(),
    };
    let entry = |badge: &str, head: &str| CaseEntry {
        badge: badge.to_owned(),
        head: head.to_owned(),
        tags: vec!["a tag".to_owned()],
        details: vec!["why it is here".to_owned()],
        lines: vec![line(0, "9 March 2021, sworn"), line(1, "undated")],
    };
    let case = CaseView {
        name: "Wren".to_owned(),
        people: vec![shared("Tobias Wren", [0, 0]), shared("Daniel Hask", [1, 1])],
        disagreements: vec![CaseDisagreementView {
            number: 1,
            attribute: Attribute::Age,
            about: "age of Daniel Hask".to_owned(),
            possible: false,
            ambiguity: None,
            values: vec![ValueView {
                value: "49".to_owned(),
                since: Some("9 March 2021".to_owned()),
                first: Some(0),
                documents: 2,
                origins: 1,
            }],
            status: Some("disputed-by-us: the birth certificate says otherwise".to_owned()),
            more: 0,
            places: vec![place(0, 0), place(1, 0)],
        }],
        lists: [
            ("stories", entry("↻", "Daniel Hask")),
            ("standing", entry("●", "recantation (case of Tobias Wren)")),
            ("rules", entry("§", "A rule")),
            ("origins", entry("≈", "2 documents, 1 origin")),
            ("missing", entry("?", "affidavit of Daniel Hask")),
        ]
        .map(|(key, entry)| (key.to_owned(), vec![entry]))
        .into(),
        notes: Vec::new(),
    };
    (case, views)
}
