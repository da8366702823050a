using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>What is done about one text, and what is not.</summary>
/// <param name="original">The text as it is.</param>
/// <param name="name">Its name.</param>
/// <param name="hardener">Says what is mended.</param>
internal sealed class SourceEdit(string original, string name, Hardener hardener)
{
    public string Original => original;

    public string Name => name;

    public Hardener Hardener => hardener;

    /// <summary>The text after the changes; null where they cannot be made together.</summary>
    public string? Text { get; set; }

    public List<PolicyFinding> Mended { get; } = [];

    public List<LeftFinding> Left { get; } = [];

    public List<HardeningNote> Notes { get; } = [];

    public List<DocumentError> Errors { get; } = [];

    /// <summary>Says that the whole text stays as it is.</summary>
    public void Refuse(string why) =>
        Errors.Add(new DocumentError(name, SourceSpan.FileStart, $"The file was not changed, because the result would not be what is meant: {why}."));

    public void Leave(PolicyFinding finding, string reason) => Left.Add(new LeftFinding(finding, $"Left as it is: {reason}."));
}
