"""The pages: the case officer's desk, the control room, the API. Server-rendered by Django."""
