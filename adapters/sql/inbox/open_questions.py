"""Open questions on SQL."""

from sqlalchemy import delete, insert, select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.schema.tables import open_questions
from application.ports.open_questions import OpenQuestion


class SqlOpenQuestions:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def ask(self, question: OpenQuestion) -> None:
        await self.close(question.chat_id)
        values = {"chat_id": question.chat_id, "question": question.question, "asked_at": question.asked_at}
        await self._connection.execute(insert(open_questions), values)

    async def of(self, chat_id: int) -> OpenQuestion | None:
        self._connection.one_bot("an open question")
        found = await self._connection.execute(select(open_questions).where(open_questions.c.chat_id == chat_id))
        row = found.first()
        return None if row is None else OpenQuestion(row.chat_id, row.question, row.asked_at)

    async def close(self, chat_id: int) -> None:
        await self._connection.execute(delete(open_questions).where(open_questions.c.chat_id == chat_id))
