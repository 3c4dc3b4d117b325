-- A file of version 5, as the program of that time made it (sqlite3 .dump): a sealed
-- session and one that goes on.
PRAGMA application_id=1162761281;
PRAGMA user_version=5;
BEGIN TRANSACTION;
CREATE TABLE event( -- the journal: every fact, in the order of this file; only ever added to
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- place in this file
  session TEXT NOT NULL, -- id of the session
  n INTEGER NOT NULL CHECK(n > 0), -- number within the session, from 1
  at TEXT NOT NULL, -- when it was recorded, UTC
  kind TEXT NOT NULL, -- what happened, past tense
  body TEXT NOT NULL, -- the fact itself, JSON with sorted keys
  prev TEXT NOT NULL CHECK(length(prev) = 64), -- hash of event n-1, zeros before the first
  hash TEXT NOT NULL CHECK(length(hash) = 64), -- SHA-256 of prev LF n LF at LF kind LF body LF
  UNIQUE(session, n)
) STRICT;
INSERT INTO event VALUES(1,'s-1',1,'2026-11-24T05:00:00.000Z','session_opened','{"agenda":"standard","content":["950fb1eb8fc223fa5634958e379508884aa2f02ac89d0abb66f9aff5bb8dc947"],"held_on":"2026-11-24","id":"s-1","language":"ja","organisation":"みなと精機","pack":"small","title":"取締役会 \"第3回\""}','0000000000000000000000000000000000000000000000000000000000000000','77b6f7311cd6f3fd78b4fde2e89ec24947082fd10caa20622db196859e45c009');
INSERT INTO event VALUES(2,'s-1',2,'2026-11-24T05:00:01.000Z','participant_added','{"name":"Sato","participant":"p1","role":"CEO","votes":true}','77b6f7311cd6f3fd78b4fde2e89ec24947082fd10caa20622db196859e45c009','426aeee9901092d323163e42193c8d873720d64d71712361f0e0d98f6c1b4d0b');
INSERT INTO event VALUES(3,'s-1',3,'2026-11-24T05:00:02.000Z','participant_added','{"name":"Suzuki","participant":"p2","role":"CISO"}','426aeee9901092d323163e42193c8d873720d64d71712361f0e0d98f6c1b4d0b','8e722ceaf86c843de9ae2196299fff1c68e5e59fd4f8ac4406f98398eff50652');
INSERT INTO event VALUES(4,'s-1',4,'2026-11-24T05:00:03.000Z','participant_added','{"name":"Tanaka","participant":"p3","role":"CFO","votes":true}','8e722ceaf86c843de9ae2196299fff1c68e5e59fd4f8ac4406f98398eff50652','aae6ea322f49f3fe33047541b61e5a6cb9310e637209cfffeaeb04b98500a15f');
INSERT INTO event VALUES(5,'s-1',5,'2026-11-24T05:00:04.000Z','item_entered','{"item":"D3"}','aae6ea322f49f3fe33047541b61e5a6cb9310e637209cfffeaeb04b98500a15f','b7da55ddf8225235161a3957f0e014b68b80d614c4f74ea1864a7237c64bdcca');
INSERT INTO event VALUES(6,'s-1',6,'2026-11-24T05:00:05.000Z','round_opened','{"item":"D3","question":"appetite","round":"r1"}','b7da55ddf8225235161a3957f0e014b68b80d614c4f74ea1864a7237c64bdcca','6c84c0cd33505d7360320bbc2706c5fafcc613055ce655efe7161d828c7886cd');
INSERT INTO event VALUES(7,'s-1',7,'2026-11-24T05:00:06.000Z','position_taken','{"level":2,"participant":"p1","reason":"why","round":"r1"}','6c84c0cd33505d7360320bbc2706c5fafcc613055ce655efe7161d828c7886cd','6b8220a82b6df39836f0750cd1aedc37473a3b0e5ee7645b15f585815695cd14');
INSERT INTO event VALUES(8,'s-1',8,'2026-11-24T05:00:07.000Z','position_taken','{"level":4,"participant":"p3","round":"r1"}','6b8220a82b6df39836f0750cd1aedc37473a3b0e5ee7645b15f585815695cd14','5d0a86a7bcfa62ffbba00ef7d9f8bfe2e376014391b09014d23c16fecc0c2891');
INSERT INTO event VALUES(9,'s-1',9,'2026-11-24T05:00:08.000Z','round_revealed','{"round":"r1"}','5d0a86a7bcfa62ffbba00ef7d9f8bfe2e376014391b09014d23c16fecc0c2891','5e105fd0338326c15470bdcba6f0c67f0ba3c0348236de80247f33f65892b9f9');
INSERT INTO event VALUES(10,'s-1',10,'2026-11-24T05:00:09.000Z','appetite_set','{"appetite":"ap1","item":"D3","level":3,"said_by":"p1","sentence":"慎重に進める"}','5e105fd0338326c15470bdcba6f0c67f0ba3c0348236de80247f33f65892b9f9','5175cecd5dfd2eecfe310cd490dbcb6309eae261289d24f7267e2fd0dd3cf1d0');
INSERT INTO event VALUES(11,'s-1',11,'2026-11-24T05:00:10.000Z','decision_recorded','{"decided_by":["p1"],"decision":"d1","item":"D3","options":[{"text":"Sell","why_not":"late"}],"outcome":"adopted","text":"Keep it"}','5175cecd5dfd2eecfe310cd490dbcb6309eae261289d24f7267e2fd0dd3cf1d0','11bdfc3568510fc5261cd3a0e419a3ef400e20ea2ac50bbe9ac8f38c6aedbd4c');
INSERT INTO event VALUES(12,'s-1',12,'2026-11-24T05:00:11.000Z','owner_assigned','{"accountable":"p3","assignment":"o1","due":"2027-03-31","item":"D3"}','11bdfc3568510fc5261cd3a0e419a3ef400e20ea2ac50bbe9ac8f38c6aedbd4c','5a135e69ca60129848a762739069e14e55fc50a720a6d6fa39b18c32bb471a9a');
INSERT INTO event VALUES(13,'s-1',13,'2026-11-24T05:00:12.000Z','note_added','{"note":"n1","text":"first note"}','5a135e69ca60129848a762739069e14e55fc50a720a6d6fa39b18c32bb471a9a','37f106e5430199f01a08d0076a0265ed97ce68245357a3583441663ab69495ab');
INSERT INTO event VALUES(14,'s-1',14,'2026-11-24T05:00:13.000Z','session_sealed','{"open_reason":"time"}','37f106e5430199f01a08d0076a0265ed97ce68245357a3583441663ab69495ab','00df5183ca4466802b0d5e0c1c450e1dc55387d76f3a0b67adf54aa2b84db5e3');
INSERT INTO event VALUES(15,'s-2',1,'2026-11-24T05:00:00.000Z','session_opened','{"agenda":"standard","content":["950fb1eb8fc223fa5634958e379508884aa2f02ac89d0abb66f9aff5bb8dc947"],"held_on":"2026-11-24","id":"s-2","language":"ja","organisation":"みなと精機","pack":"small","title":"取締役会 \"第3回\""}','0000000000000000000000000000000000000000000000000000000000000000','0da06c2a4b0491b13808c19b0f6088caa0e6d171679949d32cb2aed2bcd0bdf1');
INSERT INTO event VALUES(16,'s-2',2,'2026-11-24T05:00:01.000Z','participant_added','{"name":"Sato","participant":"p1","role":"CEO","votes":true}','0da06c2a4b0491b13808c19b0f6088caa0e6d171679949d32cb2aed2bcd0bdf1','8e9424e11a73e698d085991e06da4d64749afd9d04f2884edcc15359b925222e');
INSERT INTO event VALUES(17,'s-2',3,'2026-11-24T05:00:02.000Z','participant_added','{"name":"Suzuki","participant":"p2","role":"CISO"}','8e9424e11a73e698d085991e06da4d64749afd9d04f2884edcc15359b925222e','51fcc595219569c61ddb91765dd9de3e66aa837df2d73994536d6aaa2eae34cf');
INSERT INTO event VALUES(18,'s-2',4,'2026-11-24T05:00:03.000Z','participant_added','{"name":"Tanaka","participant":"p3","role":"CFO","votes":true}','51fcc595219569c61ddb91765dd9de3e66aa837df2d73994536d6aaa2eae34cf','f6d9b64520f9d68680674cda7e6ed029ae1832894cc9c4c7a12046e839c76eba');
INSERT INTO event VALUES(19,'s-2',5,'2026-11-24T05:00:04.000Z','item_entered','{"item":"D3"}','f6d9b64520f9d68680674cda7e6ed029ae1832894cc9c4c7a12046e839c76eba','05e212cc84ceea6f49c838f23280eb70c5973ef0350b8543b6cef72e575c97fc');
INSERT INTO event VALUES(20,'s-2',6,'2026-11-24T05:00:05.000Z','round_opened','{"item":"D3","question":"appetite","round":"r1"}','05e212cc84ceea6f49c838f23280eb70c5973ef0350b8543b6cef72e575c97fc','396aedb5031bd9b39e3a9695859a938dce2a1d1a3a817e1913fd9932adf9dc3d');
INSERT INTO event VALUES(21,'s-2',7,'2026-11-24T05:00:06.000Z','position_taken','{"level":2,"participant":"p1","reason":"why","round":"r1"}','396aedb5031bd9b39e3a9695859a938dce2a1d1a3a817e1913fd9932adf9dc3d','63fa2124dbc184d2543901f298cac77e3c52681e87a246e4454b102cfa7b38db');
INSERT INTO event VALUES(22,'s-2',8,'2026-11-24T05:00:07.000Z','position_taken','{"level":4,"participant":"p3","round":"r1"}','63fa2124dbc184d2543901f298cac77e3c52681e87a246e4454b102cfa7b38db','359bf5021d484aeaa8655bebb4ed9ea5f65484dc6ae1b91aa8b4d94eb982e3ce');
INSERT INTO event VALUES(23,'s-2',9,'2026-11-24T05:00:08.000Z','round_revealed','{"round":"r1"}','359bf5021d484aeaa8655bebb4ed9ea5f65484dc6ae1b91aa8b4d94eb982e3ce','49cf053de5d69e3db0aaf872a6640e95a1ced4ecf62ec94d509ff5cc1a504df3');
INSERT INTO event VALUES(24,'s-2',10,'2026-11-24T05:00:09.000Z','appetite_set','{"appetite":"ap1","item":"D3","level":3,"said_by":"p1","sentence":"慎重に進める"}','49cf053de5d69e3db0aaf872a6640e95a1ced4ecf62ec94d509ff5cc1a504df3','a071f442ba35ec7678deee24bd5c34115424b0220e5a16cfcbd4423dcfd9c223');
INSERT INTO event VALUES(25,'s-2',11,'2026-11-24T05:00:10.000Z','decision_recorded','{"decided_by":["p1"],"decision":"d1","item":"D3","options":[{"text":"Sell","why_not":"late"}],"outcome":"adopted","text":"Keep it"}','a071f442ba35ec7678deee24bd5c34115424b0220e5a16cfcbd4423dcfd9c223','c00917ed2ed84390aaed048cff09b3d2f4d57b3226b8bdb2fceef6bd9d780ca9');
INSERT INTO event VALUES(26,'s-2',12,'2026-11-24T05:00:11.000Z','owner_assigned','{"accountable":"p3","assignment":"o1","due":"2027-03-31","item":"D3"}','c00917ed2ed84390aaed048cff09b3d2f4d57b3226b8bdb2fceef6bd9d780ca9','bf8ec37d9caba917e3d8c9b9ecc370dafca7435512f5ca319e5e872de36a2e7a');
INSERT INTO event VALUES(27,'s-2',13,'2026-11-24T05:00:12.000Z','note_added','{"note":"n1","text":"first note"}','bf8ec37d9caba917e3d8c9b9ecc370dafca7435512f5ca319e5e872de36a2e7a','b6f158bc30356a292fc57953d39c1e16c97af9f83fe1710a9d819d1e0757e078');
CREATE TABLE content( -- packs exactly as they were shown, so that old sessions always render
  sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64),
  yaml TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO content VALUES('950fb1eb8fc223fa5634958e379508884aa2f02ac89d0abb66f9aff5bb8dc947',replace('pack: small\nversion: 1.0.0\nas_of: 2026-11-01\ntitle: {ja: 試験, en: Test}\nsource: {title: {ja: 試験, en: Test}, issued: 2015-12, by: {ja: 試験, en: Test}}\nappetite:\n  - {id: averse, title: {ja: 段階1, en: averse}, hint: {ja: 試, en: t}}\n  - {id: minimal, title: {ja: 段階2, en: minimal}, hint: {ja: 試, en: t}}\n  - {id: cautious, title: {ja: 段階3, en: cautious}, hint: {ja: 試, en: t}}\n  - {id: open, title: {ja: 段階4, en: open}, hint: {ja: 試, en: t}}\n  - {id: eager, title: {ja: 段階5, en: eager}, hint: {ja: 試, en: t}}\nareas:\n  - {id: operations, title: {ja: 操業, en: Operations}, hint: {ja: 試, en: t}}\nitems:\n  - id: P1\n    kind: principle\n    title: {ja: 項目, en: Item P1}\n    minutes: 7\n    asks: [{ja: 試, en: t}]\n    why: [{ja: 試, en: t}]\n    good: [{ja: 試, en: t}, {ja: 試, en: t}, {ja: 試, en: t}]\n    warning: [{ja: 試, en: t}, {ja: 試, en: t}, {ja: 試, en: t}]\n    decide: {ja: 試, en: t}\n    questions:\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n  - id: D1\n    kind: directive\n    title: {ja: 項目, en: Item D1}\n    minutes: 5\n    asks: [{ja: 試, en: t}]\n    why: [{ja: 試, en: t}]\n    good: [{ja: 試, en: t}, {ja: 試, en: t}, {ja: 試, en: t}]\n    warning: [{ja: 試, en: t}, {ja: 試, en: t}, {ja: 試, en: t}]\n    decide: {ja: 試, en: t}\n    questions:\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n  - id: D3\n    kind: directive\n    title: {ja: 項目, en: Item D3}\n    minutes: 8\n    asks: [{ja: 試, en: t}]\n    why: [{ja: 試, en: t}]\n    good: [{ja: 試, en: t}, {ja: 試, en: t}, {ja: 試, en: t}]\n    warning: [{ja: 試, en: t}, {ja: 試, en: t}, {ja: 試, en: t}]\n    decide: {ja: 試, en: t}\n    questions:\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n      - {ask: {ja: 試, en: t}, listen: {ja: 試, en: t}}\n    worksheet:\n      - {id: assets, type: text, title: {ja: 資産, en: Assets}}\n      - {id: count, type: number, title: {ja: 台数, en: Count}, min: 0, max: 99}\n      - {id: budget, type: money, title: {ja: 予算, en: Budget}}\n      - {id: since, type: date, title: {ja: 開始日, en: Since}}\n      - {id: keeper, type: person, title: {ja: 管理者, en: Keeper}}\n      - {id: team, type: persons, title: {ja: 担当, en: Team}}\n      - {id: ready, type: yes-no, title: {ja: 準備, en: Ready}}\n      - {id: kind, type: choice, title: {ja: 区分, en: Kind}, choices: [{id: own, title: {ja: 自社, en: Own}}, {id: out, title: {ja: 外部, en: Outside}}]}\n      - {id: weight, type: scale, title: {ja: 重み, en: Weight}}\n      - {id: where, type: area, title: {ja: 分野, en: Where}}\n      - id: plants\n        type: table\n        title: {ja: 拠点, en: Plants}\n        columns:\n          - {id: plant, type: text, title: {ja: 拠点, en: Plant}, max: 200}\n          - {id: people, type: number, title: {ja: 人数, en: People}, min: -5, max: 20}\n          - {id: cost, type: money, title: {ja: 費用, en: Cost}}\n          - {id: due, type: date, title: {ja: 期限, en: Due}}\n          - {id: owner, type: person, title: {ja: 責任者, en: Owner}}\n          - {id: helpers, type: persons, title: {ja: 支援, en: Helpers}}\n          - {id: done, type: yes-no, title: {ja: 済み, en: Done}}\n          - {id: kind, type: choice, title: {ja: 区分, en: Kind}, choices: [{id: own, title: {ja: 自社, en: Own}}, {id: out, title: {ja: 外部, en: Outside}}]}\n          - {id: weight, type: scale, title: {ja: 重み, en: Weight}, min: 0, max: 3}\n          - {id: area, type: area, title: {ja: 分野, en: Area}}\nagendas:\n  - id: standard\n    title: {ja: 議事, en: Agenda}\n    minutes: 30\n    blocks:\n      - {block: opening, title: {ja: 開会, en: Opening}, minutes: 5}\n      - {item: P1, minutes: 7}\n      - {item: D1, minutes: 5}\n      - {item: D3, minutes: 8}\n      - {block: closing, title: {ja: 閉会, en: Closing}, minutes: 5}\n  - id: short\n    title: {ja: 議事, en: Agenda}\n    minutes: 18\n    blocks:\n      - {block: opening, title: {ja: 開会, en: Opening}, minutes: 5}\n      - {item: D3, minutes: 8}\n      - {block: closing, title: {ja: 閉会, en: Closing}, minutes: 5}\n','\n',char(10)));
CREATE TABLE seal( -- heads of sealed sessions, kept apart to notice a removed tail
  session TEXT PRIMARY KEY,
  n INTEGER NOT NULL, -- the last event
  head TEXT NOT NULL CHECK(length(head) = 64), -- its hash, as printed for the paper
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO seal VALUES('s-1',14,'00df5183ca4466802b0d5e0c1c450e1dc55387d76f3a0b67adf54aa2b84db5e3','2026-11-24T05:00:13.000Z');
CREATE TABLE draft( -- half-typed text of open fields; not history
  session TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY(session, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE place( -- where the facilitator was, for resuming; not history
  session TEXT PRIMARY KEY, stop TEXT NOT NULL, tab TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE room( -- what the room's screen shows; not history
  session TEXT PRIMARY KEY, show TEXT NOT NULL, item TEXT, question INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE lease( -- which process runs a session now; not history
  session TEXT PRIMARY KEY, holder TEXT NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE session( -- derived: one row a session
  number INTEGER NOT NULL, -- order of arrival in this file
  id TEXT PRIMARY KEY,
  title TEXT, organisation TEXT, entity TEXT,
  held_on TEXT, -- date
  agenda TEXT, label TEXT, language TEXT, purpose TEXT,
  quorum INTEGER, parent TEXT, -- id of the session before
  pack TEXT, pack_version TEXT,
  state TEXT NOT NULL CHECK(state IN ('prepared', 'running', 'sealed')),
  current TEXT, -- item or block where the meeting is
  events INTEGER NOT NULL,
  decided INTEGER NOT NULL, stops INTEGER NOT NULL, -- items with a decision that puts nothing off, of all on the agenda
  opened_at TEXT, last_at TEXT, sealed_at TEXT,
  head TEXT, -- hash of the newest event
  read_only INTEGER NOT NULL, -- 1: holds events of a newer program
  content TEXT, -- the pack's files: their SHA-256, a JSON list
  company TEXT -- organisation and entity folded (NFKC, case), a line each: however they are spelled
) STRICT, WITHOUT ROWID;
INSERT INTO session VALUES(1,'s-1','取締役会 "第3回"','みなと精機',NULL,'2026-11-24','standard',NULL,'ja',NULL,NULL,NULL,'small',NULL,'sealed','D3',14,1,3,'2026-11-24T05:00:00.000Z','2026-11-24T05:00:13.000Z','2026-11-24T05:00:13.000Z','00df5183ca4466802b0d5e0c1c450e1dc55387d76f3a0b67adf54aa2b84db5e3',0,'["950fb1eb8fc223fa5634958e379508884aa2f02ac89d0abb66f9aff5bb8dc947"]',replace('みなと精機\n','\n',char(10)));
INSERT INTO session VALUES(2,'s-2','取締役会 "第3回"','みなと精機',NULL,'2026-11-24','standard',NULL,'ja',NULL,NULL,NULL,'small',NULL,'running','D3',13,1,3,'2026-11-24T05:00:00.000Z','2026-11-24T05:00:12.000Z',NULL,'b6f158bc30356a292fc57953d39c1e16c97af9f83fe1710a9d819d1e0757e078',0,'["950fb1eb8fc223fa5634958e379508884aa2f02ac89d0abb66f9aff5bb8dc947"]',replace('みなと精機\n','\n',char(10)));
CREATE TABLE participant( -- derived
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, position INTEGER NOT NULL, -- order in which lists show people
  name TEXT, role TEXT, address TEXT,
  votes INTEGER, removed INTEGER, present INTEGER,
  deputy_for TEXT, confirm_by TEXT, confirm_until TEXT, confirmed TEXT,
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO participant VALUES('s-1','p1',1,'Sato','CEO',NULL,1,0,0,NULL,NULL,NULL,NULL);
INSERT INTO participant VALUES('s-1','p2',2,'Suzuki','CISO',NULL,0,0,0,NULL,NULL,NULL,NULL);
INSERT INTO participant VALUES('s-1','p3',3,'Tanaka','CFO',NULL,1,0,0,NULL,NULL,NULL,NULL);
INSERT INTO participant VALUES('s-2','p1',1,'Sato','CEO',NULL,1,0,0,NULL,NULL,NULL,NULL);
INSERT INTO participant VALUES('s-2','p2',2,'Suzuki','CISO',NULL,0,0,0,NULL,NULL,NULL,NULL);
INSERT INTO participant VALUES('s-2','p3',3,'Tanaka','CFO',NULL,1,0,0,NULL,NULL,NULL,NULL);
CREATE TABLE attendance( -- derived: who was in the room from when to when
  session TEXT NOT NULL, -- id of the session
  participant TEXT NOT NULL, position INTEGER NOT NULL,
  arrived_at TEXT, left_at TEXT, -- UTC; left_at NULL: still there
  PRIMARY KEY(session, participant, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE recusal( -- derived: who stood aside from which item
  session TEXT NOT NULL, -- id of the session
  participant TEXT NOT NULL, position INTEGER NOT NULL, item TEXT, reason TEXT, n INTEGER,
  PRIMARY KEY(session, participant, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE item( -- derived: the places of the meeting, in order
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, position INTEGER NOT NULL, on_agenda INTEGER,
  minutes INTEGER, used_ms INTEGER, -- planned, and used so far
  state TEXT, -- not_reached, open, left, deferred
  reason TEXT, until TEXT, -- deferred: why, until when
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO item VALUES('s-1','D1',3,1,5,0,'not_reached',NULL,NULL);
INSERT INTO item VALUES('s-1','D3',4,1,8,9000,'left',NULL,NULL);
INSERT INTO item VALUES('s-1','P1',2,1,7,0,'not_reached',NULL,NULL);
INSERT INTO item VALUES('s-1','closing',5,1,5,0,'not_reached',NULL,NULL);
INSERT INTO item VALUES('s-1','opening',1,1,5,0,'not_reached',NULL,NULL);
INSERT INTO item VALUES('s-2','D1',3,1,5,0,'not_reached',NULL,NULL);
INSERT INTO item VALUES('s-2','D3',4,1,8,0,'open',NULL,NULL);
INSERT INTO item VALUES('s-2','P1',2,1,7,0,'not_reached',NULL,NULL);
INSERT INTO item VALUES('s-2','closing',5,1,5,0,'not_reached',NULL,NULL);
INSERT INTO item VALUES('s-2','opening',1,1,5,0,'not_reached',NULL,NULL);
CREATE TABLE trend( -- derived: each item at a glance, for looking over many sessions
  session TEXT NOT NULL, -- id of the session
  position INTEGER NOT NULL, -- as in item
  item TEXT NOT NULL, on_agenda INTEGER NOT NULL, state TEXT NOT NULL,
  decided INTEGER NOT NULL, -- 1: a decision holds, 2: the newest one put it off
  level INTEGER, -- of the item as a whole; else of its areas:
  area_low INTEGER, area_high INTEGER,
  low INTEGER, high INTEGER, taken INTEGER, -- of the newest named round on the level; NULL: none was
  gaps INTEGER NOT NULL, open_actions INTEGER NOT NULL, used_ms INTEGER NOT NULL,
  PRIMARY KEY(session, position)
) STRICT, WITHOUT ROWID;
INSERT INTO trend VALUES('s-1',1,'P1',1,'not_reached',0,NULL,NULL,NULL,NULL,NULL,NULL,1,0,0);
INSERT INTO trend VALUES('s-1',2,'D1',1,'not_reached',0,NULL,NULL,NULL,NULL,NULL,NULL,1,0,0);
INSERT INTO trend VALUES('s-1',3,'D3',1,'left',1,3,NULL,NULL,2,4,2,0,0,9000);
INSERT INTO trend VALUES('s-2',1,'P1',1,'not_reached',0,NULL,NULL,NULL,NULL,NULL,NULL,1,0,0);
INSERT INTO trend VALUES('s-2',2,'D1',1,'not_reached',0,NULL,NULL,NULL,NULL,NULL,NULL,1,0,0);
INSERT INTO trend VALUES('s-2',3,'D3',1,'open',1,3,NULL,NULL,2,4,2,0,0,0);
CREATE TABLE appetite( -- derived: how much risk the board wants to take
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, item TEXT, area TEXT,
  level INTEGER CHECK(level BETWEEN 1 AND 5), -- 1 averse ... 5 eager
  sentence TEXT, -- the board's, word for word
  said_by TEXT, said_by_role TEXT, current INTEGER, -- 1: it holds
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO appetite VALUES('s-1','ap1',10,'D3',NULL,3,'慎重に進める','Sato','CEO',1);
INSERT INTO appetite VALUES('s-2','ap1',10,'D3',NULL,3,'慎重に進める','Sato','CEO',1);
CREATE TABLE decision( -- derived
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, at TEXT, item TEXT,
  outcome TEXT, -- adopted, rejected, deferred
  text TEXT, because TEXT, treatment TEXT, -- modify, retain, avoid, share
  effective TEXT, until TEXT, supersedes TEXT, superseded_by TEXT,
  voters INTEGER, quorum INTEGER, -- who could vote at that moment, and how many were needed
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO decision VALUES('s-1','d1',11,'2026-11-24T05:00:10.000Z','D3','adopted','Keep it',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO decision VALUES('s-2','d1',11,'2026-11-24T05:00:10.000Z','D3','adopted','Keep it',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
CREATE TABLE decision_option( -- derived: what else was considered
  session TEXT NOT NULL, -- id of the session
  decision TEXT NOT NULL, position INTEGER NOT NULL, text TEXT, why_not TEXT,
  cost INTEGER, currency TEXT, per TEXT,
  PRIMARY KEY(session, decision, position)
) STRICT, WITHOUT ROWID;
INSERT INTO decision_option VALUES('s-1','d1',1,'Sell','late',NULL,NULL,NULL);
INSERT INTO decision_option VALUES('s-2','d1',1,'Sell','late',NULL,NULL,NULL);
CREATE TABLE decision_person( -- derived: who decided, who was in the room
  session TEXT NOT NULL, -- id of the session
  decision TEXT NOT NULL, part TEXT NOT NULL, -- decided, present
  position INTEGER NOT NULL, participant TEXT, name TEXT, role TEXT,
  PRIMARY KEY(session, decision, part, position)
) STRICT, WITHOUT ROWID;
INSERT INTO decision_person VALUES('s-1','d1','decided',1,'p1','Sato','CEO');
INSERT INTO decision_person VALUES('s-2','d1','decided',1,'p1','Sato','CEO');
CREATE TABLE assignment( -- derived: one accountable person, and a due date
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, item TEXT, decision TEXT,
  accountable TEXT, accountable_role TEXT, deputy TEXT, deputy_role TEXT,
  due TEXT, current INTEGER, -- 1: it holds
  stands_for TEXT, confirm_by TEXT, confirm_until TEXT, -- the accountable one is a deputy: whose; who confirms
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO assignment VALUES('s-1','o1',12,'D3',NULL,'Tanaka','CFO',NULL,NULL,'2027-03-31',1,NULL,NULL,NULL);
INSERT INTO assignment VALUES('s-2','o1',12,'D3',NULL,'Tanaka','CFO',NULL,NULL,'2027-03-31',1,NULL,NULL,NULL);
CREATE TABLE assignment_person( -- derived: responsible R, consulted C, informed I
  session TEXT NOT NULL, -- id of the session
  assignment TEXT NOT NULL, part TEXT NOT NULL, position INTEGER NOT NULL,
  participant TEXT, name TEXT, role TEXT,
  PRIMARY KEY(session, assignment, part, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE action( -- derived: what somebody took home
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, item TEXT, what TEXT, owner TEXT, owner_role TEXT, due TEXT,
  cost INTEGER, currency TEXT, per TEXT, decision TEXT, condition TEXT,
  state TEXT, evidence TEXT, reason TEXT, -- open, done, dropped
  carries TEXT, -- session:record of an earlier session that goes on here
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE acceptance( -- derived: a risk that was accepted formally
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, item TEXT, area TEXT, decision TEXT, title TEXT, scope TEXT,
  justification TEXT, controls TEXT,
  likelihood INTEGER, impact INTEGER, level INTEGER, basis TEXT, measured_on TEXT,
  exposure_low INTEGER, exposure_high INTEGER, currency TEXT,
  requester TEXT, requester_role TEXT, owner TEXT, owner_role TEXT, approver TEXT, approver_role TEXT,
  authority TEXT, override TEXT, valid_until TEXT, review_by TEXT, approved_on TEXT,
  state TEXT, reason TEXT, renews TEXT, renewals INTEGER, first_on TEXT,
  row TEXT, appetite INTEGER, within INTEGER, -- of the item's risks; the appetite at that time, its line
  standing TEXT, -- inside, outside, NULL unknown
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE acceptance_option( -- derived: the other ways that were considered
  session TEXT NOT NULL, -- id of the session
  acceptance TEXT NOT NULL, position INTEGER NOT NULL, text TEXT, why_not TEXT,
  cost INTEGER, currency TEXT, per TEXT,
  PRIMARY KEY(session, acceptance, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE acceptance_trigger( -- derived: what makes it be looked at again
  session TEXT NOT NULL, -- id of the session
  acceptance TEXT NOT NULL, position INTEGER NOT NULL, text TEXT,
  PRIMARY KEY(session, acceptance, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE condition( -- derived: what an acceptance depends on
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, acceptance TEXT, text TEXT, owner TEXT, owner_role TEXT,
  due TEXT, met INTEGER, evidence TEXT,
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE round( -- derived: one asking of positions
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, item TEXT, area TEXT, question TEXT, text TEXT,
  number INTEGER, straw INTEGER, revealed INTEGER, withdrawn INTEGER,
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO round VALUES('s-1','r1',6,'D3',NULL,'appetite',NULL,1,0,1,0);
INSERT INTO round VALUES('s-2','r1',6,'D3',NULL,'appetite',NULL,1,0,1,0);
CREATE TABLE position( -- derived: values stay NULL until their round is revealed
  session TEXT NOT NULL, -- id of the session
  n INTEGER NOT NULL, round TEXT, participant TEXT, level INTEGER, vote TEXT, reason TEXT,
  confidence INTEGER, on_request INTEGER,
  PRIMARY KEY(session, n)
) STRICT, WITHOUT ROWID;
INSERT INTO position VALUES('s-1',7,'r1','p1',2,NULL,'why',NULL,0);
INSERT INTO position VALUES('s-1',8,'r1','p3',4,NULL,NULL,NULL,0);
INSERT INTO position VALUES('s-2',7,'r1','p1',2,NULL,'why',NULL,0);
INSERT INTO position VALUES('s-2',8,'r1','p3',4,NULL,NULL,NULL,0);
CREATE TABLE answer( -- derived: worksheets, value as JSON
  session TEXT NOT NULL, -- id of the session
  item TEXT NOT NULL, field TEXT NOT NULL, n INTEGER, value TEXT,
  PRIMARY KEY(session, item, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement( -- derived: what somebody said, word for word
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, at TEXT, item TEXT, text TEXT, who TEXT, who_role TEXT,
  on_request INTEGER, -- 1: recorded at the person's request
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE note( -- derived: the facilitator's
  session TEXT NOT NULL, -- id of the session
  id TEXT NOT NULL, n INTEGER, at TEXT, item TEXT, text TEXT, parked INTEGER,
  PRIMARY KEY(session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO note VALUES('s-1','n1',13,'2026-11-24T05:00:12.000Z',NULL,'first note',0);
INSERT INTO note VALUES('s-2','n1',13,'2026-11-24T05:00:12.000Z',NULL,'first note',0);
CREATE TABLE deferral( -- derived: gaps left open on purpose
  session TEXT NOT NULL, -- id of the session
  n INTEGER NOT NULL, gap TEXT, item TEXT, about TEXT, reason TEXT,
  PRIMARY KEY(session, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_off( -- derived: what each person said to the record as read back
  session TEXT NOT NULL, -- id of the session
  participant TEXT NOT NULL, n INTEGER, at TEXT, stance TEXT, wording TEXT, -- approve, object
  PRIMARY KEY(session, participant)
) STRICT, WITHOUT ROWID;
CREATE TABLE pause( -- derived: when the meeting stood still
  session TEXT NOT NULL, -- id of the session
  n INTEGER NOT NULL, began_at TEXT, ended_at TEXT, -- UTC; ended_at NULL: it goes on
  minutes INTEGER, -- as announced, NULL: not said
  reason TEXT,
  PRIMARY KEY(session, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE settled( -- derived: consistency questions that the room answered or waved off
  session TEXT NOT NULL, -- id of the session
  n INTEGER NOT NULL, question TEXT, item TEXT, about TEXT, answer TEXT, waved INTEGER,
  PRIMARY KEY(session, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE said( -- derived: what each event says, folded (NFKC, case), for searching
  session TEXT NOT NULL, -- id of the session
  n INTEGER NOT NULL, text TEXT NOT NULL, -- a line each; sealed positions are not in it
  PRIMARY KEY(session, n)
) STRICT, WITHOUT ROWID;
INSERT INTO said VALUES('s-1',1,replace('取締役会 "第3回"\nみなと精機','\n',char(10)));
INSERT INTO said VALUES('s-1',2,replace('sato\nceo','\n',char(10)));
INSERT INTO said VALUES('s-1',3,replace('suzuki\nciso','\n',char(10)));
INSERT INTO said VALUES('s-1',4,replace('tanaka\ncfo','\n',char(10)));
INSERT INTO said VALUES('s-1',7,replace('sato\nwhy','\n',char(10)));
INSERT INTO said VALUES('s-1',8,'tanaka');
INSERT INTO said VALUES('s-1',10,replace('慎重に進める\nsato','\n',char(10)));
INSERT INTO said VALUES('s-1',11,replace('keep it\nsell\nlate\nsato','\n',char(10)));
INSERT INTO said VALUES('s-1',12,'tanaka');
INSERT INTO said VALUES('s-1',13,'first note');
INSERT INTO said VALUES('s-1',14,'time');
INSERT INTO said VALUES('s-2',1,replace('取締役会 "第3回"\nみなと精機','\n',char(10)));
INSERT INTO said VALUES('s-2',2,replace('sato\nceo','\n',char(10)));
INSERT INTO said VALUES('s-2',3,replace('suzuki\nciso','\n',char(10)));
INSERT INTO said VALUES('s-2',4,replace('tanaka\ncfo','\n',char(10)));
INSERT INTO said VALUES('s-2',7,replace('sato\nwhy','\n',char(10)));
INSERT INTO said VALUES('s-2',8,'tanaka');
INSERT INTO said VALUES('s-2',10,replace('慎重に進める\nsato','\n',char(10)));
INSERT INTO said VALUES('s-2',11,replace('keep it\nsell\nlate\nsato','\n',char(10)));
INSERT INTO said VALUES('s-2',12,'tanaka');
INSERT INTO said VALUES('s-2',13,'first note');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('event',27);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed; record a correction'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'nothing is ever removed from the journal'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS(SELECT 1 FROM event
  WHERE seq = NEW.seq OR (session = NEW.session AND n = NEW.n)) BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed; record a correction'); END;
CREATE TRIGGER content_no_update BEFORE UPDATE ON content BEGIN
  SELECT RAISE(ABORT, 'a pack that was shown is never changed'); END;
CREATE TRIGGER content_no_delete BEFORE DELETE ON content BEGIN
  SELECT RAISE(ABORT, 'a pack that was shown is never removed'); END;
CREATE TRIGGER content_no_replace BEFORE INSERT ON content
  WHEN EXISTS(SELECT 1 FROM content WHERE sha256 = NEW.sha256) BEGIN
  SELECT RAISE(ABORT, 'a pack that was shown is never changed'); END;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal BEGIN
  SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal BEGIN
  SELECT RAISE(ABORT, 'a seal is never removed'); END;
CREATE TRIGGER seal_no_replace BEFORE INSERT ON seal
  WHEN EXISTS(SELECT 1 FROM seal WHERE session = NEW.session) BEGIN
  SELECT RAISE(ABORT, 'a seal is never changed'); END;
CREATE INDEX session_held ON session(held_on DESC, number DESC);
CREATE INDEX session_number ON session(number);
CREATE INDEX session_company ON session(company, held_on DESC, number DESC);
CREATE INDEX decision_supersedes ON decision(supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX action_due ON action(coalesce(due, '9999'), session, n);
CREATE INDEX action_carries ON action(carries) WHERE carries IS NOT NULL;
CREATE INDEX acceptance_until ON acceptance(coalesce(valid_until, '9999'), session, n);
CREATE INDEX acceptance_renews ON acceptance(renews) WHERE renews IS NOT NULL;
COMMIT;
