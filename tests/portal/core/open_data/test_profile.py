"""The profiles that are shipped."""

import pytest

from portal.core.open_data.profile import Kind, UnknownProfile, load_profile, profile_names


def test_every_promised_profile_is_shipped():
    assert profile_names() == (
        "base-registry-events",
        "kaigo",
        "recommended-care",
        "recommended-childcare",
        "recommended-events",
        "recommended-facilities",
        "wam",
    )


@pytest.mark.parametrize(("name", "columns"), [("kaigo", 24), ("wam", 29)])
def test_the_profiles_checked_against_national_files_have_all_their_columns(name, columns):
    profile = load_profile(name)

    assert profile.verified is True
    assert len(profile.columns) == columns


OFFICIAL = {
    "recommended-events": (
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,イベント名,イベント名_カナ,イベント名_英語,開始日,終了日,開始時間,"
        "終了時間,開始日時特記事項,説明,料金(基本),料金(詳細),連絡先名称,連絡先電話番号,連絡先内線番号,主催者,場所名称,住所,方書,"
        "緯度,経度,アクセス方法,駐車場情報,定員,参加申込終了日,参加申込終了時間,参加申込方法,URL,備考"
    ),
    "recommended-facilities": (
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,名称_通称,POIコード,住所,方書,緯度,経度,電話番号,"
        "内線番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,説明,バリアフリー情報,URL,備考"
    ),
    "recommended-care": (
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,介護サービス事業所名称,介護サービス事業所名称_カナ,実施サービス,"
        "住所,方書,緯度,経度,電話番号,内線番号,FAX番号,法人番号,法人の名称,事業所番号,利用可能曜日,利用可能曜日特記事項,定員,URL,備考"
    ),
    "recommended-childcare": (
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,種別,住所,方書,緯度,経度,アクセス方法,駐車場情報,"
        "電話番号,内線番号,FAX番号,法人番号,団体名,認可等年月日,収容定員,受入年齢,利用可能曜日,開始時間,終了時間,"
        "利用可能日時特記事項,一時預かりの有無,URL,備考"
    ),
    "base-registry-events": (
        "NO,都道府県コード又は市区町村コード,名称,名称(カナ),名称(英字),名称(通称),サブタイトル,概要,説明,サブイベント,イベント種類,"
        "URL,画像URL,状態,対象となる産業,ステージ,開始日,終了日,開始時刻,終了時刻,日時備考,場所名称,集合場所,郵便番号,住所都道府県,"
        "住所市区町村,住所町名,住所丁目以下,建物名等,緯度,経度,主催団体,共催団体,その他関係団体,対象者,定員,料金(基本),料金(詳細),"
        "外国語対応,申込期限日,申込期限時刻,申込方法,アクセス方法,駐車場情報,駐輪場情報,連絡先名称,連絡先電話番号,連絡先内線番号,"
        "連絡先メールアドレス,備考"
    ),
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_every_official_column_is_known_under_its_official_name(name):
    headers = {column.header for column in load_profile(name).columns}

    assert [header for header in OFFICIAL[name].split(",") if header not in headers] == []


@pytest.mark.parametrize("name", profile_names())
def test_every_field_of_a_profile_has_one_column(name):
    fields = [column.field for column in load_profile(name).columns]

    assert len(fields) == len(set(fields))


@pytest.mark.parametrize("name", profile_names())
def test_every_description_fits_into_a_summary(name):
    descriptions = load_profile(name).descriptions.values()

    assert [words for words in descriptions if len(words) > 160] == []


def test_a_profile_that_nobody_ships_is_unknown():
    with pytest.raises(UnknownProfile):
        load_profile("../kaigo")


def test_the_longest_known_word_gives_the_type():
    kaigo = load_profile("kaigo")

    assert kaigo.kind is Kind.AGENCY
    assert kaigo.type_code("居宅介護支援") == "care-management-office"
    assert kaigo.type_code("通所介護") == "care-service-office"
    assert kaigo.type_code("新しいサービス") == "care-service-office"


def test_the_category_goes_before_the_name():
    events = load_profile("recommended-events")

    assert events.type_code("防災", "親子クッキング") == "disaster"
    assert events.type_code("", "親子クッキング") == "parenting"
    assert events.type_code("", "月を見る会") == "other"
