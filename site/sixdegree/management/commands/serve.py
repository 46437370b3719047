import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sixdegree.demo import refuse_outside_the_demo
from sixdegree.processes import HOST, CannotServe, Processes, die_with_parent, environment, free_port, is_free

ELSEWHERE = "  The sign-ins stand in the data folder in which this database was first loaded.\n"


class Command(BaseCommand):
    help = "Start everything the demo needs: migrations, demo data, sandbox provider, worker and web."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument(
            "--people-only", action="store_true", help="load the demo's people and site, but no cases"
        )

    def handle(self, *args: Any, port: int, people_only: bool, **options: Any) -> None:
        refuse_outside_the_demo()
        if os.environ.get("MAKELEVEL"):
            die_with_parent()
        # Ctrl-C too: a shell that starts us in the background has it ignored.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: sys.exit(0))
        if not is_free(port):
            raise CommandError(
                f"Port {port} is in use. Stop what holds it, or choose another: make run PORT={port + 10}"
            )
        processes = Processes(settings.DATA / "logs")
        try:
            self.bring_up(processes, port, people_only)
            processes.watch()
        except CannotServe as error:
            raise CommandError(str(error)) from error
        finally:
            processes.stop()
            self.stdout.write("\nStopped. The data is kept; start again with the same command.")

    def bring_up(self, processes: Processes, port: int, people_only: bool) -> None:
        self.say(f"Data in {settings.DATA}")
        self.say("Migrating the database")
        self.manage(environment(), "migrate", "--verbosity", "0")
        self.say("Starting the sandbox provider")
        provider = self.provider_port(port + 1)
        base = f"http://{HOST}:{provider}"
        env = environment(PORT=str(port), STRIPE_API_BASE=base, CHECKOUT_ORIGIN=base, PYTHONUNBUFFERED="1")
        processes.start("sandbox provider", self.sandbox(provider, port), env, provider)
        processes.wait_until_listening("sandbox provider", provider)
        self.manage(env, "load_demo", *(["--people-only"] if people_only else []))
        self.say("Starting web and worker")
        processes.start("worker", [sys.executable, self.manage_py, "run_worker"], env)
        processes.start("web", self.granian(port), env, port)
        processes.wait_until_listening("web", port)
        self.say(self.addresses(port))

    def provider_port(self, wanted: int) -> int:
        if is_free(wanted):
            return wanted
        port = free_port()
        self.say(f"Port {wanted} is in use: the sandbox provider takes {port} instead")
        return port

    def sandbox(self, provider: int, port: int) -> list[str]:
        return [
            *(sys.executable, "-m", "payments.sandbox", "--port", str(provider)),
            *("--data", str(settings.DATA / "sandbox")),
            *("--webhook", f"http://{HOST}:{port}/api/v1/payments/webhook/"),
            *("--secret", settings.SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS[0]),
            *("--key", settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY),
        ]

    def granian(self, port: int) -> list[str]:
        return [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)),
            *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
            *("--workers-kill-timeout", "3"),
            "sixdegree.wsgi:application",
        ]

    @property
    def manage_py(self) -> str:
        return str(settings.ROOT / "manage.py")

    def manage(self, env: dict[str, str], *arguments: str) -> None:
        result = subprocess.run([sys.executable, self.manage_py, *arguments], env=env, check=False)  # noqa: S603
        if result.returncode:
            raise CannotServe(f"manage.py {arguments[0]} failed; its message is above.")

    def addresses(self, port: int) -> str:
        written = Path(settings.DATA / "sign-ins.txt")
        sign_ins = written.read_text() if written.exists() else ELSEWHERE
        site = f"http://{HOST}:{port}"
        return (
            f"\n  The public site   {site}/\n  The second site   http://localhost:{port}/\n"
            f"  Front end six     {site}/six/\n"
            f"  The staff's side  {site}/admin/\n"
            f"  The API           {site}/api/v1/docs/\n  The mails         {settings.DATA / 'mail'}\n"
            f"\n{sign_ins}\nStop with Ctrl-C."
        )

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
