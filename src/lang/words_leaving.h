/* Words of what leaves the room: kinds of papers, parts, files, aliases. */
#ifndef LANG_WORDS_LEAVING_H
#define LANG_WORDS_LEAVING_H

#define WORD_LEAVING_MINUTES "Workshop record", "ワークショップ記録"
#define WORD_LEAVING_DECISIONS "Decisions", "決定一覧"
#define WORD_LEAVING_ACTIONS "Actions", "宿題一覧"
#define WORD_LEAVING_ACCEPTANCES "Risk acceptances", "リスク受容一覧"
#define WORD_LEAVING_RISKS "Risk register", "リスク一覧"
#define WORD_LEAVING_CERTIFICATE "Risk acceptance certificate", "リスク受容書"
#define WORD_LEAVING_APPETITE "Risk appetite statement", "リスク選好の声明"
#define WORD_LEAVING_NOTIFICATION "Notification sheet", "通知先一覧"
#define WORD_LEAVING_CONTACTS "Contact sheet", "緊急連絡網"
#define WORD_LEAVING_COMPARISON "Comparison with last time", "前回との比較"

#define WORD_PART_POSITIONS "positions", "各人の立場"
#define WORD_PART_NOTES "notes", "メモ"
#define WORD_PART_STATEMENTS "statements", "発言"
#define WORD_PART_WORKSHEETS "worksheets", "記入票"
#define WORD_PART_MONEY "sums of money (those in sentences stay)", "金額（文中のものは残ります）"
#define WORD_PART_GAPS "gaps", "抜け"
#define WORD_PART_CORRECTIONS "corrections", "訂正の記録"
#define WORD_PART_PICTURES "pictures", "図"

#define WORD_LEAVING_FILE_MINUTES "Record of the workshop, to print and sign", "ワークショップ記録（印刷・署名用）"
#define WORD_LEAVING_FILE_APPETITE "Risk appetite statement, one page", "リスク選好の声明（1枚）"
#define WORD_LEAVING_FILE_CERTIFICATE "A page for each risk acceptance", "リスク受容書（1件1枚）"
#define WORD_LEAVING_FILE_COMPARISON "What changed since last time", "前回との比較"
#define WORD_LEAVING_FILE_NOTIFICATION "Whom to notify by when", "通知先一覧（誰にいつまでに）"
#define WORD_LEAVING_FILE_CONTACTS "Whom to call first", "緊急連絡網と初動"
#define WORD_LEAVING_FILE_DECISIONS "Decisions for a spreadsheet", "決定一覧（表計算用）"
#define WORD_LEAVING_FILE_ACTIONS "Actions for a spreadsheet", "宿題一覧（表計算用）"
#define WORD_LEAVING_FILE_ACCEPTANCES "Acceptances for a spreadsheet", "リスク受容一覧（表計算用）"
#define WORD_LEAVING_FILE_RISKS "Risk register, NIST IR 8286 columns", "リスク一覧（NIST IR 8286の列）"
#define WORD_LEAVING_FILE_DATES "Due, review and expiry dates for a calendar", "期限・見直し日・有効期限（カレンダー用）"
#define WORD_LEAVING_FILE_MARKDOWN "The record as Markdown", "ワークショップ記録（Markdown）"
#define WORD_LEAVING_FILE_JSON "The record for programs", "記録の全体（プログラム用）"
#define WORD_LEAVING_FILE_BUNDLE "The session itself, for another file", "会議そのもの（別のファイルへ取り込む用）"

/* What stands for a name; a letter goes in. */
#define WORD_ALIAS_MAIL "[e-mail address]", "［メールアドレス］"
#define WORD_ALIAS_PERSON "Person %s", "%s氏"
#define WORD_ALIAS_COMPANY "Company %s", "%s社"

#endif
