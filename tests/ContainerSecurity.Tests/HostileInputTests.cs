using ContainerSecurity.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Tests;

/// <summary>Whatever comes in, the engine answers: it never throws and never hangs.</summary>
public class HostileInputTests
{
    private const int Inputs = 20_000;
    private static readonly PolicyEngine Engine = new(Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build());

    [Test]
    public void Damaged_manifests_never_throw()
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
            string input = DamagedText.Of(pieces[i % pieces.Count], random);
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
}
