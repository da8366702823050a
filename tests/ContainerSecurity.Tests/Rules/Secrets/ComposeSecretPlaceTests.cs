// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules.Secrets;

/// <summary>A secret of a compose file is reported in the service that holds it, however services share what they say.</summary>
public class ComposeSecretPlaceTests
{
    private const int Projects = 300;

    private static readonly PolicyEngine Engine = new();

    /// <summary>How a service comes by what it says beside its own keys.</summary>
    private static readonly string[] Takes = ["", "    <<: *{0}\n", "    extends: {0}\n", "    extends:\n      service: {0}\n"];

    /// <summary>What a service says itself, with a hole for its own secret.</summary>
    private static readonly string[] Own =
    [
        "    environment:\n      DB_PASSWORD: {0}\n",
        "    environment:\n    - DB_PASSWORD={0}\n",
        "    environment:\n      A: b\n      API_TOKEN: '{0}' # of the shop\n",
        "    command: redis-server --requirepass {0}\n",
        "    command:\n    - redis-server\n    - --requirepass\n    - {0}\n",
        "    entrypoint: [\"sh\", \"-c\", \"mysql -uroot -p{0} shop\"]\n",
        "    build:\n      context: .\n      args:\n        NPM_TOKEN: {0}\n",
        "    labels:\n      db.password: {0}\n",
        "    healthcheck:\n      test: [CMD-SHELL, 'redis-cli -a {0} ping']\n",
        "",
    ];

    [Test]
    public void Each_secret_is_reported_once_and_in_the_service_that_holds_it()
    {
        var random = new Random(4007);
        Assert.Multiple(() =>
        {
            for (int i = 0; i < Projects; i++)
                Judge(Write(random));
        });
    }

    [TestCase("x-env: &env\n  DB_PASSWORD: {a password}\nservices:\n  a:\n    image: a:1.0\n    environment: *env\n  b:\n    image: b:1.0\n    environment:\n      <<: *env\n", 2)]
    [TestCase("services:\n  a:\n    image: a:1.0\n    environment: &env\n      DB_PASSWORD: {a password}\n  b:\n    image: b:1.0\n    environment: *env\n", 5)]
    [TestCase("services:\n  a:\n    extends: b\n  b:\n    image: b:1.0\n    command: [redis-server, --requirepass, '{a password}']\n", 6)]
    [TestCase("services:\n  a:\n    image: a:1.0\n    command: redis-server --requirepass {a password}\n", 4)]
    public void Secret_that_is_written_once_is_reported_once(string project, int line) =>
        Assert.That(Reported(SyntheticSecrets.In(project)).Select(f => f.Location.Span.Line), Is.EqualTo(new[] { line }));

    [Test]
    public void Command_that_replaces_another_one_stands_where_it_is_written()
    {
        Finding finding = Reported(SyntheticSecrets.In(
            "services:\n  a:\n    image: a:1.0\n    command: [sleep, infinity]\n  b:\n    extends: a\n    command: redis-server --requirepass {a password}\n")).Single();

        Assert.That((finding.Location.Span.Line, finding.Location.Path), Is.EqualTo((7, "services.b.command")));
    }

    private static IEnumerable<Finding> Reported(string project)
    {
        Decision decision = Engine.Evaluate(project, "compose.yaml");
        Assert.That(decision.Errors, Is.Empty, project);
        return decision.Findings.Select(f => f.Finding).Where(f => f.Rule.PointsAtSecret);
    }

    private static void Judge((string Text, List<(string Secret, string Service)> Secrets) project)
    {
        string[] lines = project.Text.Split('\n');
        Finding[] reported = [.. Reported(project.Text)];
        foreach ((string secret, string service) in project.Secrets)
        {
            int line = Array.FindIndex(lines, l => l.Contains(secret, StringComparison.Ordinal)) + 1;
            Finding[] there = [.. reported.Where(f => f.Location.Span.Line == line)];
            Assert.That(there, Has.Length.EqualTo(1), () => $"{secret} in line {line} of\n{project.Text}\n{string.Join('\n', reported.Select(f => $"{f.Rule.Id} {f.Location.Span} {f.Message}"))}");
            Assert.That(there[0].Location.Span.Column, Is.EqualTo(lines[line - 1].IndexOf(secret, StringComparison.Ordinal) + 1), project.Text);
            Assert.That(there[0].Location.Path, Does.StartWith($"services.{service}."), project.Text);
        }
        Assert.That(reported, Has.Length.EqualTo(project.Secrets.Count), () => $"{project.Text}\n{string.Join('\n', reported.Select(f => $"{f.Rule.Id} {f.Location.Span} {f.Message}"))}");
    }

    /// <summary>A project of services that share what they say, each secret with the service in whose lines it stands.</summary>
    private static (string Text, List<(string, string)> Secrets) Write(Random random)
    {
        var secrets = new List<(string, string)>();
        string text = "services:\n";
        int count = random.Next(2, 6);
        for (int i = 0; i < count; i++)
        {
            string name = $"s{i}", secret = $"k8Xw2{(char)('a' + random.Next(26))}{(char)('A' + i)}QmZr7Tb";
            string own = Own[random.Next(Own.Length)], take = i == 0 ? "" : Takes[random.Next(Takes.Length)];
            string other = $"s{random.Next(Math.Max(1, i))}";
            text += $"  {name}: &{name}\n    image: web:1.{i}\n" + take.Replace("{0}", other, StringComparison.Ordinal) + own.Replace("{0}", secret, StringComparison.Ordinal);
            if (own.Length > 0)
                secrets.Add((secret, name));
        }
        return (text, secrets);
    }
}
