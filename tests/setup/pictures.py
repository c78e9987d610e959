"""Photographs and papers for tests, made on the spot: one of them knows where it was taken."""

import io

from PIL import Image
from pypdf import PdfWriter

PLACE = (55.0, 24.0, 30.0)


def photograph(*, located=False, kind="JPEG", size=(60, 40)):
    """A photograph; `located`: with the place and the camera in its metadata, and turned on its side."""
    written = io.BytesIO()
    exif = Image.Exif()
    if located:
        exif[0x0112] = 6
        exif[0x010F] = "SecretCamera"
        exif.get_ifd(0x8825).update({1: "N", 2: PLACE, 3: "E", 4: PLACE})
    Image.new("RGB", size, "teal").save(written, kind, exif=exif)
    return written.getvalue()


def paper(*, password=None):
    """A PDF of one page."""
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(written)
    return written.getvalue()
