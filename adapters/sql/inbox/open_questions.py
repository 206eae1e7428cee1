"""Open questions on SQL."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.tables import open_questions
from application.ports.open_questions import OpenQuestion


class SqlOpenQuestions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, question: OpenQuestion) -> None:
        await self.close(question.chat_id)
        values = {"chat_id": question.chat_id, "question": question.question, "asked_at": question.asked_at}
        await self._connection.execute(insert(open_questions).values(values))

    async def of(self, chat_id: int) -> OpenQuestion | None:
        found = await self._connection.execute(select(open_questions).where(open_questions.c.chat_id == chat_id))
        row = found.first()
        return None if row is None else OpenQuestion(row.chat_id, row.question, row.asked_at)

    async def close(self, chat_id: int) -> None:
        await self._connection.execute(delete(open_questions).where(open_questions.c.chat_id == chat_id))
