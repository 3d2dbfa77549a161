"""Several people who press at the same moment, each in a thread with a connection of its own."""

import threading

from django.db import connection, connections


def at_the_same_moment(*acts, refusals=()):
    """Run each in a thread of its own; what each gave, or the reason of its refusal, in order."""
    gate, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            # Opening a connection takes longer than what is tried: be ready first.
            connection.ensure_connection()
            gate.wait()
            given[number] = act()
        except refusals as no:
            given[number] = no.reason
        except Exception as failed:
            given[number] = failed
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given
