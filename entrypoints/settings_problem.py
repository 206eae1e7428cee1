"""The error of wrong settings, apart from them: pydantic takes long to import."""


class SettingsProblem(Exception):
    """``str`` names each wrong variable, its problem and an example; never a secret."""
