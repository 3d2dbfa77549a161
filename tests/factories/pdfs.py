"""PDFs made by hand, one operator at a time."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

PICTURE = b"q 200 0 0 200 0 0 cm /P Do Q "
WORDS = b"BT /F1 12 Tf 10 10 Td (Taiso no kyoshitsu) Tj ET "


def pdf(contents=PICTURE, *, form=b"", password="", pages=1, packed=False):
    """A sheet with one picture and nothing else; ``form`` is what the drawing /F shows."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        shown = _stream(contents)
        page[NameObject("/Contents")] = writer._add_object(shown.flate_encode() if packed else shown)
        drawings = {"/P": _picture(), "/F": _stream(form, Subtype=NameObject("/Form"))}
        named = {NameObject(name): writer._add_object(drawing) for name, drawing in drawings.items()}
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): DictionaryObject(named)})
    if password:
        writer.encrypt(password, algorithm="AES-256")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _picture():
    one = NumberObject(1)
    looks = {"Width": one, "Height": one, "BitsPerComponent": NumberObject(8), "ColorSpace": NameObject("/DeviceGray")}
    return _stream(b"\x00", Subtype=NameObject("/Image"), **looks)


def _stream(data, **attributes):
    stream = DecodedStreamObject()
    stream.set_data(data)
    stream.update({NameObject(f"/{name}"): value for name, value in attributes.items()})
    return stream
