"""What is behind an edge, worked out when it is read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class Later(Sequence[T_co]):
    """A sequence that is made anew each time it is read; ``tuple(...)`` keeps it.

    >>> later = Later(sorted, "ba")
    >>> len(later), later[0], list(later), later
    (2, 'a', ['a', 'b'], ['a', 'b'])
    """

    __slots__ = ("_arguments", "_maker")

    def __init__(self, maker: Callable[..., Sequence[T_co]], *arguments: Any) -> None:
        self._maker, self._arguments = maker, arguments

    def _make(self) -> Sequence[T_co]:
        return self._maker(*self._arguments)

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T_co]: ...
    def __getitem__(self, place: Any) -> Any:
        return self._make()[place]

    def __len__(self) -> int:
        return len(self._make())

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._make())

    def __contains__(self, value: object) -> bool:
        return value in self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (tuple, Later)) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(self._make())
