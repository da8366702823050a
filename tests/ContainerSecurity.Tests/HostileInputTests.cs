using System.Text;
using ContainerSecurity.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Tests;

/// <summary>Whatever comes in, the engine answers: it never throws and never hangs.</summary>
public class HostileInputTests
{
    private const int Inputs = 20_000;
    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build());
    private static readonly string[] Splinters =
    [
        "{", "}", "[", "]", ":", "- ", "\n", "---\n", "&a ", "*a", "<<: *a\n", "\"", "'", "|", ">", "!!str ", "\t",
        "{{ x }}", "~", "yes", "\0", "\uFEFF", "\ud800", "? ", "#", "%YAML 9\n", "  "
    ];

    [Test]
    public void Mutated_manifests_never_throw()
    {
        string[] seeds = [.. Directory.EnumerateFiles(Repository.File("samples", "manifests"), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)];
        var random = new Random(20260601);
        var pieces = new List<string>();
        foreach (string seed in seeds)
            pieces.AddRange(seed.Split("---\n"));

        for (int i = 0; i < Inputs; i++)
        {
            string input = Mutate(pieces[i % pieces.Count], random);
            Assert.That(() => Engine.Evaluate(input, "mutant.yaml"), Throws.Nothing, input);
        }
    }

    [Test]
    public void Any_text_is_judged_or_refused() =>
        Prop.ForAll<NonNull<string>>(text => Engine.Evaluate(text.Get, "any.yaml") is not null).QuickCheckThrowOnFailure();

    [Test]
    public void Any_bytes_are_judged_or_refused() =>
        Prop.ForAll<NonNull<byte[]>>(bytes =>
        {
            using var stream = new MemoryStream(bytes.Get);
            return Engine.Evaluate(stream, "any.json") is not null;
        }).QuickCheckThrowOnFailure();

    private static string Mutate(string text, Random random)
    {
        var builder = new StringBuilder(text);
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            int at = random.Next(builder.Length);
            switch (random.Next(4))
            {
                case 0:
                    builder.Insert(at, Splinters[random.Next(Splinters.Length)]);
                    break;
                case 1:
                    builder.Remove(at, Math.Min(random.Next(1, 12), builder.Length - at));
                    break;
                case 2:
                    builder[at] = (char)random.Next(1, 0x250);
                    break;
                default:
                    builder.Insert(at, builder.ToString(at, Math.Min(random.Next(1, 60), builder.Length - at)));
                    break;
            }
            if (builder.Length == 0)
                builder.Append(' ');
        }
        return builder.ToString();
    }
}
