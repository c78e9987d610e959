"""The daily reports: which incidents could have led to a measure, and whether that was considered."""
