/* Words of the meeting's other screens: a seat, a replay, the agenda, since last time. */
#ifndef LANG_WORDS_MEETING_H
#define LANG_WORDS_MEETING_H

/* A participant's own terminal. */
#define WORD_SEAT_OF "entaku  seat of %s", "entaku  %sの席"
#define WORD_SEAT_ASKS "How much risk do you want to carry here?", "この項目で、リスクをどこまで負いますか"
#define WORD_SEAT_ASKS_AREA "How much risk do you want to carry here? (%s)", "この項目で、リスクをどこまで負いますか（%s）"
#define WORD_SEAT_REASON "Why", "理由"
#define WORD_SEAT_CONFIDENCE "How sure", "確信の度合い"
#define WORD_CONFIDENCE_1 "not very", "低い"
#define WORD_CONFIDENCE_2 "fairly", "中くらい"
#define WORD_CONFIDENCE_3 "very", "高い"
#define WORD_SEAT_CHOOSE "Choose a position first: a digit, or up and down.", "先に立場を選んでください（数字または上下キー）。"
#define WORD_SEAT_CONFIRM "Seal \"%s\"? y: yes, n: back", "「%s」で提出しますか。開示まで誰にも見えません。 y 提出　n 戻る"
#define WORD_SEAT_RECORDED "Your position is sealed and recorded. Enter: think again, until the reveal.", "立場を受け付けました（未開示）。開示まで Enter でやり直せます。"
#define WORD_SEAT_IS_SEALED "Your position is sealed. Enter: think again, until the reveal.", "立場は受け付け済みです（未開示）。開示まで Enter でやり直せます。"
#define WORD_SEAT_OWN "Your position: %s", "あなたの立場: %s"
#define WORD_SEAT_TOO_LATE "The round is over; what you had begun was not recorded.", "表明は締め切られました。書きかけの内容は記録されていません。"
#define WORD_SEAT_NO_ROUND "No position is asked for now. Please wait.", "いまは表明の時間ではありません。お待ちください。"
#define WORD_SEAT_HANDS "A show of hands: the facilitator counts.", "挙手です。進行役が数えます。"
#define WORD_SEAT_ABSENT "You are not marked as present. Please tell the facilitator.", "在席になっていません。進行役にお知らせください。"
#define WORD_SEAT_RECUSED "You have stood aside from this item.", "この項目は審議を回避しています。"
#define WORD_SEAT_NOT_LISTED "You are not on the list of participants any more.", "参加者の名簿から外れています。"
#define WORD_SEAT_SEALED "The session is over and sealed.", "会議は終了し、確定されました。"
#define WORD_SEAT_REASON_LONG "The reason is too long (400 characters).", "理由が長すぎます（400文字まで）。"
#define WORD_SEAT_REASON_CONTROL "What was pasted holds control characters and was left out.", "貼り付けた内容に制御文字が含まれているため、入れませんでした。"

/* A past session as it happened. */
#define WORD_REPLAY_PLAYS "playing, x%d", "再生中 %d倍速"
#define WORD_REPLAY_STOPPED "stopped, x%d", "停止中 %d倍速"
#define WORD_REPLAY_ENDED "the end, x%d", "終わり %d倍速"

/* What the session before left open. */
#define WORD_TAB_SINCE "Since last time", "前回から"
#define WORD_SINCE_TITLE "Since last time", "前回から"
#define WORD_SINCE_HEAD "Left open on %s: %d (as of %s)", "%s から残るもの %d件（%s 現在）"
#define WORD_SINCE_LINE "%s: %s - %s, %s", "%s　%s　%s、%s"
#define WORD_SINCE_MORE "and %d more: Tab", "ほか%d件（Tab で一覧）"
#define WORD_SINCE_HINT "Tab: carry over, close, renew", "Tab で一覧（引き継ぎ・完了・更新）"
#define WORD_SINCE_NOTHING "The session before left nothing open.", "前回から残っているものはありません。"
#define WORD_SINCE_NOTHING_LEFT "Nothing is left to carry over; acceptances are renewed one by one (w).", "引き継ぐものはもうありません（リスク受容は w で一件ずつ更新）。"
#define WORD_SINCE_SELECT "There is nothing here to choose.", "選べるものがありません。"
#define WORD_SINCE_TAKEN "It goes on as %s.", "すでに %s として引き継いでいます。"
#define WORD_SINCE_PROPOSE_ANEW "It was never approved: propose it anew on its item (r).", "承認されていないため、項目の画面で改めて起案してください（r）。"
#define WORD_SINCE_RENEW_ONLY "A risk acceptance is renewed (w), or left to run out.", "リスク受容は更新する（w）か、期限切れのままにします。"
#define WORD_SINCE_CARRY_ONLY "Only a risk acceptance is renewed; this is carried over (c).", "更新できるのはリスク受容だけです。引き継ぐには c を押します。"
#define WORD_COLUMN_TAKEN "Here", "今回"
#define WORD_COLUMN_WHAT "What", "内容"

/* The agenda as a plan. */
#define WORD_SCREEN_AGENDA "Agenda", "進行表"
#define WORD_PANEL_AGENDA " Agenda: %s ", " 進行表: %s "
#define WORD_COLUMN_BEGINS "begins", "開始"
#define WORD_COLUMN_PLANNED "plan", "予定"
#define WORD_COLUMN_USED "used", "実績"
#define WORD_AGENDA_NO_MOVE "It stands at the end of the agenda, or not on it.", "これ以上は動かせません（進行表の端、または進行表の外）。"
#define WORD_AGENDA_IS_ON "'%s' is on the agenda. A break is added with b.", "「%s」は進行表にあります。休憩は b で加えます。"
#define WORD_AGENDA_IS_OFF "'%s' is not on the agenda. Put it there with a.", "「%s」は進行表にありません。a で加えます。"
#define WORD_PACE_USED "Planned %d min, used %d min (%d%%)", "予定 %d分　経過 %d分（%d%%）"
#define WORD_PACE_NOT_BEGUN "Not begun; no time is named for it (s)", "未開始（開始時刻は s で入力）"
#define WORD_PACE_TO_BEGIN "To begin at %s", "開始予定 %s"
#define WORD_PACE_BEGAN "Began at %s", "開始 %s"
#define WORD_PACE_LATE "Began at %s (%d min late)", "開始 %s（%d分遅れ）"
#define WORD_PACE_ENDS "ends at %s", "終了見込 %s"
#define WORD_PACE_ENDS_BEHIND "looks to end at %s (%+d min)", "終了見込 %s（%+d分）"

#endif
