import pytest

from application.ports.transaction import Transactions
from tests.support.databases import of_bot
from tests.support.leads import OTHER_BOT_ID


@pytest.fixture
def elsewhere(transactions: Transactions) -> Transactions:
    return of_bot(transactions, OTHER_BOT_ID)


@pytest.fixture
def of_all(transactions: Transactions) -> Transactions:
    return of_bot(transactions, None)
