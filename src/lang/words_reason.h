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

#endif
