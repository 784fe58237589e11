"""Every error a user can meet, in one tree.

QinghaiQAError            one line: what happened; one hint: what to type next
├── WrongUse              the request itself is at fault (exit status 2, HTTP 4xx)
│   ├── BadQuestion       empty, too long, not text
│   ├── UnknownCitation   no statement has that id
│   └── UnknownReport     no report has that id
└── Fault                 the machine or the data is at fault (exit status 1, HTTP 503)
    ├── BadReport         a report folder that does not hold together
    ├── ModelFault        the embedding model cannot be prepared or loaded
    ├── IndexFault        the index cannot be built, read or trusted
    └── GeneratorFault    the language model cannot be reached or used
"""


class QinghaiQAError(Exception):
    """`message` says what happened, `hint` what to do next; `str()` is both on one line.

    >>> str(UnknownCitation("no statement has the id 'x'", "ids look like qinghai-2024/1.0/3"))
    "no statement has the id 'x'; ids look like qinghai-2024/1.0/3"
    """

    exit_status = 1
    http_status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class WrongUse(QinghaiQAError):
    exit_status = 2
    http_status = 400


class BadQuestion(WrongUse):
    http_status = 422


class UnknownCitation(WrongUse):
    http_status = 404


class UnknownReport(WrongUse):
    http_status = 404


class Fault(QinghaiQAError):
    http_status = 503


class BadReport(Fault):
    pass


class ModelFault(Fault):
    pass


class IndexFault(Fault):
    pass


class GeneratorFault(Fault):
    pass
