"""What tests of belonging ask: which incidents are offered, which accounts are compared."""

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.intake.receive import Receipt
from corpus.viewer import Viewer

KDDI = Viewer.parse("carrier:kddi")


def offered(receipt: Receipt) -> list[str]:
    return [offer.incident for offer in receipt.offers]


def compared(db: Database) -> set[str]:
    return {account.id for _, account in AccountStore(db).all_active()}
