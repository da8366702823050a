using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Patterns;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>The search for anchors passes by no place at which a pattern, tried there, would match.</summary>
public class AnchorSearchTests
{
    private const int Texts = 40;

    private static readonly SecretDetector Detector = SecretDetector.Default;

    private static readonly string[] Planted =
    [
        .. SecretPatterns.BuiltIn.SelectMany(p => p.Samples), .. NamedCredentials.Anchors, "API-Key", "client_secret", "%3A%2F%2F", "KEY", "Pwd", "://", "eyJ",
    ];

    [Test]
    public void Every_pattern_that_matches_at_a_place_is_looked_for_there()
    {
        foreach (string text in RandomTexts(beyondAscii: false))
        {
            HashSet<(int At, int Target)> found = FoundIn(text);
            for (int at = 0; at + AnchorTable.Width <= text.Length; at++)
                for (int target = 0; target < Detector.Tokens.Length; target++)
                {
                    var walk = new TextWalk();
                    if (Detector.Tokens[target].Compiled.Match(text, at, text.Length, ref walk) >= 0)
                        Assert.That(found, Does.Contain((at, target)), () => $"{Detector.Tokens[target].Id} at {at} of {text.Length}");
                }
        }
    }

    [Test]
    public void Every_word_of_a_name_is_looked_for_where_it_stands()
    {
        foreach (string text in RandomTexts(beyondAscii: false))
        {
            HashSet<(int At, int Target)> found = FoundIn(text);
            for (int i = 0; i < Detector.Words.Count; i++)
            {
                NameWord word = Detector.Words[i];
                int target = Detector.Tokens.Length + i;
                for (int at = 0; at + Math.Max(word.Text.Length, AnchorTable.Width) <= text.Length; at++)
                    if (word.IsAt(text, at, text.Length))
                        Assert.That(found, Does.Contain((at, target)), () => $"'{word.Text}' at {at} of {text.Length}");
            }
        }
    }

    [Test]
    public void Every_part_of_names_of_credentials_is_looked_for_in_any_case()
    {
        foreach (string text in RandomTexts(beyondAscii: false))
        {
            HashSet<(int At, int Target)> found = FoundIn(text);
            foreach (string part in NamedCredentials.Anchors)
                for (int at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
                    at >= 0 && at + AnchorTable.Width <= text.Length;
                    at = text.IndexOf(part, at + 1, StringComparison.OrdinalIgnoreCase))
                    Assert.That(found, Does.Contain((at, SecretDetector.NamedTarget)), () => $"'{part}' at {at} of {text.Length}");
        }
    }

    [Test]
    public void Search_finds_what_a_look_at_every_place_finds()
    {
        foreach (string text in RandomTexts(beyondAscii: true))
        {
            HashSet<(int, int)> expected = [];
            for (int at = 0; at + AnchorTable.Width <= text.Length; at++)
                AddEntries(expected, at, GramAt(text, at));

            Assert.That(FoundIn(text), Is.EquivalentTo(expected));
        }
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(47)]
    [TestCase(48)]
    [TestCase(100)]
    public void Anchor_is_found_at_any_place_of_a_text(int length)
    {
        const string Anchor = "pass";
        for (int at = 0; at + Anchor.Length <= length; at++)
        {
            string text = new string('.', at) + Anchor + new string('.', length - at - Anchor.Length);

            Assert.That(FoundIn(text), Does.Contain((at, SecretDetector.NamedTarget)), text);
        }
    }

    private static HashSet<(int At, int Target)> FoundIn(string text)
    {
        HashSet<(int, int)> found = [];
        var search = new AnchorSearch(Detector.Anchors, text);
        while (search.MoveNext())
            AddEntries(found, search.Start, search.Gram);
        return found;
    }

    private static void AddEntries(HashSet<(int, int)> entries, int at, uint gram)
    {
        AnchorTable anchors = Detector.Anchors;
        for (int number = anchors.FirstOf(gram); number > 0; number = anchors.NextOf(in anchors[number]))
            entries.Add((at - anchors[number].Offset, anchors[number].Target));
    }

    private static uint GramAt(string text, int at) =>
        Enumerable.Range(0, AnchorTable.Width).Aggregate(0u, (gram, i) => gram | (AnchorTable.Fold(text[at + i]) << (8 * i)));

    /// <summary>Random characters and pieces of tokens, with whole ones among them.</summary>
    private static IEnumerable<string> RandomTexts(bool beyondAscii)
    {
        const string Characters = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/_-.:=\"'\n\t{}%@";
        const string Further = "äéÿŁſ☃\u0130\ud83d\ude00";
        var random = new Random(29);
        for (int i = 0; i < Texts; i++)
        {
            var text = new System.Text.StringBuilder();
            while (text.Length < 600)
            {
                string planted = Planted[random.Next(Planted.Length)];
                int rest = planted.Length > 200 ? 200 : planted.Length;
                switch (random.Next(4))
                {
                    case 0:
                        text.Append(planted, 0, rest);
                        break;
                    case 1:
                        text.Append(planted.ToUpperInvariant(), 0, random.Next(rest + 1));
                        break;
                    default:
                        for (int count = random.Next(20); count > 0; count--)
                            text.Append(beyondAscii && random.Next(8) == 0 ? Further[random.Next(Further.Length)] : Characters[random.Next(Characters.Length)]);
                        break;
                }
            }
            yield return text.ToString();
        }
    }
}
