"""Why a file, a row or a cell could not be taken, in the words that a town clerk reads.

These sentences are Japanese in the source on purpose: the report of an import is a Japanese document by contract,
whatever the language of the person who started it, and must not depend on compiled catalogues.
"""

from enum import StrEnum


class Handling(StrEnum):
    """What was done about a problem; a column of the report."""

    REJECTED = "この行は取り込みませんでした"
    LEFT_OUT = "この欄を空にして取り込みました"
    REPAIRED = "直して取り込みました"
    KEPT = "そのまま取り込みました"
    ONCE = "1回だけ取り込みました"


class FileReason(StrEnum):
    """Why a file cannot be read at all."""

    MISSING = "ファイルが見つかりません。場所と名前を確かめてください。"
    NOT_A_FILE = "ファイルではなくフォルダーです。CSVファイルを選んでください。"
    NOT_ALLOWED = "ファイルを開く権限がありません。"
    EMPTY = "ファイルが空です。"
    TOO_LARGE = "ファイルが大きすぎます（100MBまで）。分けてから取り込んでください。"
    EXCEL = "Excelのファイルです。「CSV（コンマ区切り）」で保存し直してから取り込んでください。"
    ARCHIVE = "圧縮ファイルです。展開して、中のCSVファイルを取り込んでください。"
    PDF = "PDFファイルです。CSVファイルを取り込んでください。"
    WEB_PAGE = "CSVではなくウェブページが保存されています。もう一度ダウンロードしてください。"
    BINARY = "文字のファイルではありません。CSVファイルを取り込んでください。"
    UNKNOWN_ENCODING = "文字コードを判別できません。UTF-8かShift_JISで保存し直してください。"
    OPEN_QUOTE = '{line}行目から始まる引用符（"）が閉じていないため、行の区切りが分かりません。'
    CELL_TOO_LONG = '{line}行目に長すぎる欄があります。引用符（"）が閉じているか確かめてください。'
    NO_HEADER = "このデータ形式の見出し行が見つかりません。足りない列：{columns}。"
    MISSING_COLUMNS = "見出しに必要な列がありません。足りない列：{columns}。"
    NO_PROFILE = "どのデータ形式の見出しとも合いません。データ形式を選ぶか、見出しの行を確かめてください。"
    TOO_MANY_ROWS = (
        "行が多すぎます（この画面では{limit}行まで）。分けてから取り込むか、"
        "システム管理者に「import_open_data」での取り込みを頼んでください。"
    )
    TOO_LARGE_HERE = "ファイルが大きすぎます（この画面では{limit}MBまで）。分けてから取り込んでください。"
    NO_ROWS = "見出しだけで、データの行がありません。"


class CellReason(StrEnum):
    """Why a cell was left out, repaired or stops its row."""

    REQUIRED = "必須の欄が空です。"
    TOO_MANY_CELLS = "列の数が見出しより多く、欄がずれているおそれがあります。"
    TOO_FEW_CELLS = "列の数が見出しより少ないため、足りない欄を空として扱いました。"
    OPEN_QUOTE = '引用符（"）が閉じていないため、この行の欄の区切りが分かりません。'
    CELL_TOO_LONG = '長すぎる欄があります。引用符（"）が閉じているか確かめてください。'
    UNREADABLE_CHARACTER = "文字化けした文字（〓など）が含まれています。"
    TOO_LONG = "文字数が多すぎます（{limit}文字まで）。"
    SHORTENED = "文字数が多すぎるため、{limit}文字までにしました。"
    NOT_A_POSTCODE = "郵便番号は7桁の数字です。"
    NOT_A_PHONE = "電話番号の桁数が合いません。"
    NO_NUMBER = "電話番号の数字がありません。"
    LOST_DIGITS = "表計算ソフトが数字を丸めたため（9.99E+08など）、元の番号が分かりません。"
    PHONE_AMONG_WORDS = "番号だけを電話番号とし、ほかの言葉は備考に入れました。"
    NO_AREA_CODE = "市外局番がありません。"
    LOST_ZERO = "先頭の0が抜けていたため、補いました。"
    SEVERAL_PHONES = "電話番号が2つ以上あるため、2つ目からは備考に入れました。"
    NOT_A_CORPORATE_NUMBER = "法人番号は13桁の数字です。"
    WRONG_CHECK_DIGIT = "検査用の数字（チェックデジット）が合いません。"
    NOT_A_TOWN_CODE = "全国地方公共団体コードは5桁か6桁の数字です。"
    NOT_A_DATE = "日付として読めません。"
    NO_SUCH_DATE = "実際にはない日付です。"
    DATE_WITHOUT_DAY = "日が書かれていないため、日付が決まりません。"
    SHORT_YEAR = "年が2桁で、西暦か元号か分からないため、日付が決まりません。"
    DATE_WITHOUT_YEAR = "年が書かれていないため、日付が決まりません。"
    UNLIKELY_YEAR = "年が1900年から2100年の間にありません。"
    ENDS_BEFORE_IT_STARTS = "終わりが始まりより前です。"
    NOT_A_TIME = "時刻として読めません。"
    NOT_A_DAY_OF_WEEK = "曜日として読めないため、文章のまま備考に入れました。"
    NOT_A_COORDINATE = "緯度・経度として読めません。"
    HALF_A_COORDINATE = "緯度と経度の片方しかありません。"
    SWAPPED = "緯度と経度が入れ替わっていたため、直しました。"
    OUTSIDE_JAPAN = "緯度・経度が日本の外を指しています。"
    NOT_A_URL = "ウェブページのアドレスとして読めません。"
    MAIL_NOT_URL = "ウェブページではなくメールアドレスが入っています。"
    SCHEME_ADDED = "アドレスの先頭に「http://」を補いました。"
    URL_REPAIRED = "アドレスの書き方を直しました。"
    NOT_KANA = "カナではない文字があります。"
    CLOSED = "名前に休止や廃止と書かれています。"
    SAME_ROW_AGAIN = "{line}行目とまったく同じ行です。"
    SAME_KEY_OTHER_CONTENT = (
        "{line}行目と同じもの（番号、または名前と場所が同じ）ですが、内容が違います。どちらが正しいか確かめてください。"
    )
    KEY_USED_TWICE = "{line}行目と同じ番号が、別のものに使われています。別のものとして取り込みました。"
    DRAFT_IN_WORK = "職員が編集中の下書きがあります。公開するか下書きを消してから、もう一度取り込んでください。"
