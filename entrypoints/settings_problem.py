"""What is wrong with the settings: apart from them, since reading them costs what an error's name should not."""


class SettingsProblem(Exception):
    """``str`` names each wrong variable, its problem and an example; never a secret."""
