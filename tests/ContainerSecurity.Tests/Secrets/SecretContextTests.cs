// csec:allow-secrets-of-file: values that stand for secrets
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Scanning;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>
/// The contexts that make a literal a credential, of code, settings and commands: a random value is found in each of
/// them, once, with its exact place; what stands for a value is found in none.
/// </summary>
public class SecretContextTests
{
    private const int Rounds = 40;

    private const string Mixed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private const string Hole = "{}";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ContainerSecurity.Tests", "Secrets", "Contexts");

    /// <summary>Values that stand for a credential, wherever they are written.</summary>
    private static readonly string[] StandIns =
    [
        "changeme", "password", "<password>", "${DB_PASSWORD}", "$DB_PASSWORD", "{{ .Values.password }}", "your-password-here",
        "********", "xxxxxxxx", "%DB_PASSWORD%",
    ];

    private static IEnumerable<string> Contexts =>
        Lines("contexts-of-code.txt").Concat(Lines("contexts-of-settings.txt")).Concat(Lines("contexts-of-commands.txt"));

    private static IEnumerable<string> Silent => Lines("contexts-without-secrets.txt");

    [Test]
    public void Literal_is_found_once_and_at_its_place_in([ValueSource(nameof(Contexts))] string context)
    {
        var random = new Random(context.Length);
        var wrong = new List<string>();
        for (int i = 0; i < Rounds; i++)
        {
            string text = Fill(context, random, out string value);
            string[] found = [.. SecretDetector.Default.Scan(text).Select(f => text.Substring(f.Start, f.Length))];
            if (found.Length != Holes(context) || found.Any(f => f != value))
                wrong.Add($"{text} gives [{string.Join(" | ", found)}]");
        }

        Assert.That(wrong, Is.Empty, $"{wrong.Count} of {Rounds}");
    }

    [Test]
    public void What_stands_for_a_value_is_found_in_no_context([ValueSource(nameof(Contexts))] string context)
    {
        string[] found = [.. StandIns.Select(s => Fill(context, s)).Where(text => SecretDetector.Default.Scan(text).Count > 0)];

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Text_without_a_literal_credential_is_silent([ValueSource(nameof(Silent))] string context) =>
        Assert.That(SecretDetector.Default.Scan(context).Select(f => f.Pattern.Id + ": " + context.Substring(f.Start, f.Length)), Is.Empty);

    /// <summary>Texts of nothing but beginnings of a context: none is read much further than it goes, however often it begins.</summary>
    [Test]
    public void Beginnings_of_contexts_cost_a_few_looks_at_each_character([ValueSource(nameof(Contexts))] string context)
    {
        const int Size = 60_000;
        const int Most = 100;
        string template = Template(context, out _);
        string[] beginnings = [template.Substring(0, template.IndexOf(Hole, StringComparison.Ordinal)), Fill(context, "x"), Fill(context, "x1y2z3") + "\n"];
        foreach (string beginning in beginnings.Where(b => b.Length > 0))
        {
            string text = string.Concat(Enumerable.Repeat(beginning, Size / beginning.Length));
            var scan = new TextScan(SecretDetector.Default, text);
            _ = scan.Run();

            Assert.That(scan.Steps, Is.LessThan((long)Most * text.Length), beginning);
        }
    }

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(Folder, file))
            .Where(line => line.Contains('\t'))
            .Select(line => line.Substring(line.IndexOf('\t') + 1).Replace('⏎', '\n'));

    private static int Holes(string context) => Template(context, out _).Split(Hole).Length - 1;

    private static string Fill(string context, string value) => Template(context, out _).Replace(Hole, value, StringComparison.Ordinal);

    /// <summary>
    /// Puts a random value in, of those that are found as the value of <c>password: "…"</c>, <c>password=…</c> and
    /// <c>token = "…"</c>: what a value has to be like is told by other tests.
    /// </summary>
    private static string Fill(string context, Random random, out string value)
    {
        string template = Template(context, out char kind);
        do
            value = Value(random, kind);
        while (!IsFound($"dbPassword: \"{value}\"") || !IsFound($"dbPassword={value}") || !(kind is 'P' or 'A' or 'U' || IsFound($"apiToken = \"{value}\"")));
        return template.Replace(Hole, value, StringComparison.Ordinal);
    }

    private static bool IsFound(string text) => SecretDetector.Default.Scan(text).Count == 1;

    /// <summary>The context with its holes marked: <c>{P}</c> for a password, <c>{T}</c> for a token and further kinds.</summary>
    private static string Template(string context, out char kind)
    {
        kind = "PTAUKSB".First(k => context.Contains("{" + k + "}", StringComparison.Ordinal));
        return context.Replace("{" + kind + "}", Hole, StringComparison.Ordinal);
    }

    private static string Value(Random random, char kind) => kind switch
    {
        'P' => Text(random, Mixed, 2) + Text(random, Mixed + "!*+-.^_~", random.Next(5, 21)) + Text(random, Mixed, 2),
        'A' => Text(random, Mixed, random.Next(8, 25)),
        'U' => Text(random, Mixed, 2) + Text(random, Mixed + "!*+-.~%;=&,", random.Next(5, 21)) + Text(random, Mixed, 2),
        'K' => Text(random, Mixed, 54) + "==",
        'S' => Text(random, Mixed, 40),
        'B' => Convert.ToBase64String([.. Text(random, Mixed, 15).Select(c => (byte)c)]),
        _ => Text(random, Mixed, random.Next(20, 41)),
    };

    private static string Text(Random random, string alphabet, int length) => new(random.GetItems<char>(alphabet, length));
}
