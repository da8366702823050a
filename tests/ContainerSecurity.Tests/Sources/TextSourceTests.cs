using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>
/// Files that are searched for secrets alone: in any encoding, at the right place, and never an error where they are
/// found and hold no text.
/// </summary>
public class TextSourceTests
{
    private static readonly Encoding Windows1252 = ContainerSecurity.Documents.Windows1252.Instance;

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return Case("UTF-8", new UTF8Encoding(false), mark: false, "é – 語 😀");
        yield return Case("UTF-8 with a mark", new UTF8Encoding(true), mark: true, "é – 語 😀");
        yield return Case("UTF-16 LE with a mark", Encoding.Unicode, mark: true, "é – 語 😀");
        yield return Case("UTF-16 BE with a mark", Encoding.BigEndianUnicode, mark: true, "é – 語 😀");
        yield return Case("UTF-16 LE", Encoding.Unicode, mark: false, "é – 語 😀");
        yield return Case("UTF-16 BE", Encoding.BigEndianUnicode, mark: false, "é – 語 😀");
        yield return Case("UTF-32 LE with a mark", new UTF32Encoding(false, true), mark: true, "é – 語 😀");
        yield return Case("UTF-32 BE with a mark", new UTF32Encoding(true, true), mark: true, "é – 語 😀");
        yield return Case("Latin-1", Encoding.Latin1, mark: false, "é ü ß ñ");
        yield return Case("Windows-1252", Windows1252, mark: false, "é – “ü” €");
    }

    private static TestCaseData Case(string name, Encoding encoding, bool mark, string letters) =>
        new TestCaseData(encoding, mark, letters).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Encodings))]
    public void Secret_is_found_at_its_place_in_every_encoding(Encoding encoding, bool mark, string letters)
    {
        var random = new Random(20261130);
        for (int i = 0; i < 100; i++)
        {
            string value = PlantedSecret.Value(random);
            string[] before = [.. Enumerable.Range(0, random.Next(40)).Select(_ => letters[..random.Next(letters.Length)].TrimEnd('\uD83D') + " = text")];
            string indent = new(' ', random.Next(6));
            string text = string.Join(random.Next(2) == 0 ? "\n" : "\r\n", [.. before, indent + PlantedSecret.Setting(value), "# " + letters]);
            byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

            Decision decision = Search("settings.ini", bytes);

            SourceSpan span = decision.Findings.Single().Finding.Location.Span;
            int column = indent.Length + PlantedSecret.Setting("").Length + 1;
            Assert.That((span.Line, span.Column, span.EndColumn), Is.EqualTo((before.Length + 1, column, column + value.Length)), text);
            Assert.That(decision.Errors, Is.Empty);
        }
    }

    [Test]
    public void Random_bytes_of_a_folder_are_no_error()
    {
        var random = new Random(20261201);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = new byte[random.Next(1, 5_000)];
            random.NextBytes(bytes);

            Decision decision = Search("settings.toml", bytes);

            Assert.That(decision.Errors, Is.Empty);
            Assert.That(bytes.Length > 500 ? decision.SkippedKind : PassedOverKind.Binary, Is.EqualTo(PassedOverKind.Binary));
        }
    }

    [Test]
    public void Binary_file_that_is_named_is_an_error()
    {
        Decision decision = Search("settings.bin", [1, 0, 2, 0, 0, 255, 254], isFound: false);

        Assert.That(decision.Errors, Is.Not.Empty);
    }

    [Test]
    public void Text_with_some_damaged_bytes_keeps_its_other_letters()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("é ü ß\n" + PlantedSecret.Setting("")), .. "Käse-7Hx2mQ9vTz\n"u8, 0xFF, (byte)'\n'];

        Assert.That(TextEncoding.Read(bytes, bytes.Length), Does.StartWith("é ü ß").And.Contain("Käse"));
    }

    [TestCase("settings.yaml")]
    [TestCase("settings.json")]
    [TestCase("appsettings.json")]
    public void Manifest_name_does_not_keep_a_text_of_another_kind_from_being_searched(string name)
    {
        string value = PlantedSecret.Value(new Random(7));
        string text = name.EndsWith(".json", StringComparison.Ordinal) ? $"{{\"db_pass" + $"word\": \"{value}\"}}" : $"db_pass" + $"word: {value}\n";

        Assert.That(Search(name, Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray()).Findings, Has.Count.EqualTo(1));
        Assert.That(Search(name, Encoding.UTF8.GetBytes(text)).Findings, Has.Count.EqualTo(1));
    }

    [Test]
    public void Broken_manifest_is_an_error_and_its_secret_is_found()
    {
        string value = PlantedSecret.Value(new Random(8));

        Decision decision = Search("pod.yaml", Encoding.UTF8.GetBytes($"apiVersion: v1\nkind: Pod\nspec: {{a: [\n{PlantedSecret.Setting(value)}\n"));

        Assert.That(decision.Errors, Is.Not.Empty);
        Assert.That(decision.Findings.Select(f => f.Finding.Location.Span.Line), Is.EqualTo(new[] { 4 }));
    }

    [Test]
    public void Manifest_is_judged_as_itself_and_not_again_as_a_text()
    {
        string value = PlantedSecret.Value(new Random(9));
        string text = $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n"
            + $"  - name: a\n    image: a:1\n    env: [{{name: db_pass" + $"word, value: {value}}}]\n";

        IEnumerable<PolicyFinding> secrets = Search("pod.yaml", Encoding.UTF8.GetBytes(text)).Findings.Where(f => f.Finding.Rule.PointsAtSecret);

        Assert.That(secrets.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC4002" }));
    }

    [Test]
    public void Bundle_that_a_program_wrote_is_passed_over_and_counted()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("var a=function(){return 1};", 2_000)));

        Assert.That(Search("site.js", bytes).SkippedKind, Is.EqualTo(PassedOverKind.Minified));
        Assert.That(Search("site.js", bytes, isFound: false).Errors, Is.Empty);
    }

    [Test]
    public void Text_over_the_bound_is_passed_over_and_an_error_where_it_is_named()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(new string('a', DocumentLimits.Default.MaxLength + 1));

        Assert.That(Search("settings.ini", bytes).SkippedKind, Is.EqualTo(PassedOverKind.TooLarge));
        Assert.That(Search("settings.ini", bytes, isFound: false).Errors, Is.Not.Empty);
    }

    private static Decision Search(string name, byte[] bytes, bool isFound = true) =>
        new PolicyEngine().Scan(
        [
            new Source(name, () => new MemoryStream(bytes)) { IsFound = isFound, IsSearched = true, IsText = isFound && SourceTypes.OfFile(name) is null },
        ]).First();
}
