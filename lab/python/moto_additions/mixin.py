"""Adding to classes of moto what would be written into them upstream."""


def add_methods(target: type, *sources: type) -> None:
    """Gives ``target`` everything that the bodies of ``sources`` define; what it has already is replaced."""
    for source in sources:
        for name, value in vars(source).items():
            if name not in ("__dict__", "__doc__", "__module__", "__weakref__"):
                setattr(target, name, value)
