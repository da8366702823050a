using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8045: FROM and AS are written alike.</summary>
internal sealed class DockerfileFromAsCasing() : Rule(new("CSEC8045", "dockerfile-from-as-casing", Severity.Info,
    "AS is not written as FROM is",
    "Write FROM … AS, or from … as.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Stage>
{
    public void Judge(Stage stage, RuleContext context)
    {
        if (stage.From is { Arguments: [_, var word, _] } from
            && LetterCase.Of(from.Keyword) is { } wanted
            && LetterCase.Of(word.Value) != wanted
            && string.Equals(word.Value, "as", StringComparison.OrdinalIgnoreCase))
            context.Report(
                word,
                $"'{word}' is written otherwise than '{from.Keyword}'. Allowed: {(wanted == LetterCase.Upper ? "AS" : "as")}.");
    }
}
