"""The types of files that may be attached, and the endings that belong to each."""

TEXT = "text/plain"
PDF = "application/pdf"
OFD = "application/ofd"
OOXML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
ENDINGS = {
    PDF: (".pdf",),
    OFD: (".ofd",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif", ".jpe"),
    "image/png": (".png",),
    "image/tiff": (".tif", ".tiff"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/bmp": (".bmp", ".dib"),
    "image/heif": (".heic", ".heif"),
    f"{OOXML}.wordprocessingml.document": (".docx",),
    f"{OOXML}.spreadsheetml.sheet": (".xlsx",),
    f"{OOXML}.presentationml.presentation": (".pptx",),
    f"{OPEN_DOCUMENT}.text": (".odt",),
    f"{OPEN_DOCUMENT}.spreadsheet": (".ods",),
    f"{OPEN_DOCUMENT}.presentation": (".odp",),
    "application/msword": (".doc", ".wps"),
    "application/vnd.ms-excel": (".xls", ".et"),
    "application/vnd.ms-powerpoint": (".ppt", ".dps"),
    TEXT: (".txt", ".csv"),
}
ALLOWED = (
    "可以上传 PDF、OFD、图片（jpg、png、tif、gif、webp、bmp、heic）、"
    "Word、Excel、PowerPoint、WPS、ODF 文档和文本文件。"
)
# A file of such a name would be run by whoever opens it, whatever stands in it.
RUN_BY_NAME = {
    *(".exe", ".dll", ".com", ".scr", ".msi", ".msp", ".cpl", ".app", ".deb", ".rpm", ".dmg"),
    *(".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".mjs", ".jse", ".wsf", ".wsh"),
    *(".hta", ".sh", ".bash", ".command", ".py", ".pyw", ".pl", ".rb", ".php", ".jsp", ".asp"),
    *(".aspx", ".lnk", ".url", ".scf", ".reg", ".inf", ".jar", ".class", ".apk", ".ipa", ".dex"),
    *(".iso", ".img", ".chm", ".hlp", ".html", ".htm", ".xhtml", ".svg", ".mht", ".mhtml"),
    *(".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".potm", ".ppsm", ".xll"),
}
