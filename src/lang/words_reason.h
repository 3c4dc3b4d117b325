/* Why the system refused a file or a folder. */
#ifndef LANG_WORDS_REASON_H
#define LANG_WORDS_REASON_H

#define WORD_REASON_ABSENT "it is not there", "見つかりません"
#define WORD_REASON_DENIED "you may not", "権限がありません"
#define WORD_REASON_FULL "the disk is full", "空き容量がありません"
#define WORD_REASON_TOO_LARGE "the file may not grow so far", "ファイルの大きさの上限に達しました"
#define WORD_REASON_READ_ONLY "it can only be read here", "読み取り専用の場所です"
#define WORD_REASON_IS_FOLDER "it is a folder", "フォルダーです"
#define WORD_REASON_NO_FILE "it is a pipe or a device, not a file", "パイプかデバイスで、ファイルではありません"
#define WORD_REASON_NO_FOLDER "a part of the path is no folder", "パスの途中がフォルダーではありません"
#define WORD_REASON_THERE "it is there already", "すでにあります"
#define WORD_REASON_LONG "the name is too long", "名前が長すぎます"
#define WORD_REASON_LINKS "links lead in a circle, or to a place that is not trusted", "リンクが循環しているか、信頼できない場所を指しています"
#define WORD_REASON_MANY "too many files are open", "開いているファイルが多すぎます"
#define WORD_REASON_CLOSED "it is closed", "閉じられています"
#define WORD_REASON_DISK "the disk does not answer", "ディスクが応答しません"

/* Why something is no JSON. */
#define WORD_JSON_SYNTAX "it is not written as JSON is", "書き方に誤りがあります"
#define WORD_JSON_NEAR "near '%.*s' it is not written as JSON is", "「%.*s」の付近の書き方に誤りがあります"
#define WORD_JSON_ENDS "it ends too early", "途中で終わっています"
#define WORD_JSON_GOES_ON "something stands behind its end", "終わりの後に余分な文字があります"
#define WORD_JSON_UTF8 "it is not UTF-8", "UTF-8 として読めない文字があります"
#define WORD_JSON_NUL "it has a NUL character", "NUL 文字は使えません"
#define WORD_JSON_DEEP "it is nested too deeply", "入れ子が深すぎます"
#define WORD_JSON_FRACTION "a number has a fraction or an exponent", "小数や指数の付いた数は使えません"
#define WORD_JSON_LARGE "a number is too large", "数が大きすぎます"
#define WORD_JSON_TWICE "a key is there twice", "同じキーが2回あります"

#endif
