using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4012: no literal is handed to what takes a credential (NIST SP 800-190 3.1.4).</summary>
internal sealed class HardCodedCredential() : Rule(new(Id, "hard-coded-credential", Severity.High,
    "Literal handed over as a credential",
    "Change the credential, and read it when the program runs: from configuration that is not in the repository, a Secret or a secret store.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.1", "NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}), IJudges<SourceCode>, IJudges<TextFile>, IJudges<SettingsFile>, IJudges<Container>
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4012";

    public void Judge(SourceCode code, RuleContext context)
    {
        foreach (SecretPlace place in code.Secrets)
            if (place.IsHandedOver(code))
                context.Report(
                    place,
                    $"{(place.Taker is { } taker ? $"The value of '{taker}'" : "A credential in a text")} is a "
                        + $"literal of {place.Secret.Length} characters that everyone who reads the code can use. {Descriptor.Remediation}");
    }

    public void Judge(Container container, RuleContext context) => context.ReportCredentials(container);

    /// <summary>Settings say by their names what is a password, as code does: the one ID serves both.</summary>
    public void Judge(TextFile file, RuleContext context) => JudgeText(file, context);

    public void Judge(SettingsFile file, RuleContext context) => JudgeText(file, context);

    private void JudgeText(Resource file, RuleContext context)
    {
        foreach (SecretPlace place in context.Secrets)
            if (place.IsHandedOver(file) && !context.Ledger.IsTold(place))
                context.Report(place, $"{file} holds a credential as a literal: {place}. {Descriptor.Remediation}");
    }

    /// <summary>Looks at all words of a container's command together, for the option that takes a password is a word of its own.</summary>
    internal static IEnumerable<NamedCredential> In(Workload workload, Container container, SecretDetector detector)
    {
        if (container.PullPassword.Is(p => p.Length > 0 && ValueReference.IsLiteral(p)))
            yield return new NamedCredential(Id, workload, container, container.PullPassword.Location, container.PullPassword.Value)
            {
                IsWhole = true,
                Said = _ => $"{container} pulls its image with a password that is a literal of the file. Allowed: an expression that takes it from a secret.",
            };
        if (container.Command.Items.Count + container.Arguments.Items.Count == 0)
            yield break;
        var text = new StringBuilder();
        var words = new List<(int Start, Field<string> Word)>();
        foreach (Field<string> word in container.Command.Items.Concat(container.Arguments.Items))
        {
            words.Add((text.Length, word));
            text.Append(word.Or("$(UNKNOWN)")).Append(' ');
        }
        string command = text.ToString();
        foreach (SecretFinding secret in detector.Scan(command))
            if (secret.IsOfCommand)
                yield return new NamedCredential(
                    Id,
                    workload,
                    container,
                    words.Last(w => w.Start <= secret.Start).Word.Location,
                    command.Substring(secret.Start, secret.Length))
                {
                    Said = _ => $"{container} passes a credential to a command as a literal ({secret.Service}, {secret.Length} "
                        + $"characters), which the process list shows too. Allowed: a file, standard input or a variable from a Secret.",
                };
    }
}
