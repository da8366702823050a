using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4012: no literal is handed to what takes a credential (NIST SP 800-190 3.1.4).</summary>
internal sealed class HardCodedCredential() : Rule(new("CSEC4012", "hard-coded-credential", Severity.High,
    "Literal handed over as a credential",
    "Change the credential, and read it when the program runs: from configuration that is not in the repository, a Secret or a secret store.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.1", "NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}), IJudges<SourceCode>, IJudges<TextFile>, IJudges<Container>
{
    public void Judge(SourceCode code, RuleContext context)
    {
        foreach (SecretPlace place in code.Secrets)
            if (place.IsHandedOver(code))
                context.Report(
                    place,
                    $"{(place.Taker is { } taker ? $"The value of '{taker}'" : "A credential in a text")} is a "
                        + $"literal of {place.Secret.Length} characters that everyone who reads the code can use. {Descriptor.Remediation}");
    }

    /// <summary>Settings say by their names what is a password, as code does: the one ID serves both.</summary>
    public void Judge(TextFile file, RuleContext context)
    {
        foreach (SecretPlace place in context.Secrets)
            if (place.IsHandedOver(file))
                context.Report(place, $"{file} holds a credential as a literal: {place}. {Descriptor.Remediation}");
    }

    /// <summary>Looks at all words of a container's command together, for the option that takes a password is a word of its own.</summary>
    public void Judge(Container container, RuleContext context)
    {
        string command = "";
        var words = new List<(int Start, Field<string> Word)>();
        foreach (Field<string> word in container.Command.Items.Concat(container.Arguments.Items))
        {
            words.Add((command.Length, word));
            command += word.Or("$(UNKNOWN)") + " ";
        }
        foreach (SecretFinding secret in context.SecretsFinder.Scan(command))
            if (secret.IsOfCommand)
                context.Report(
                    words.Last(w => w.Start <= secret.Start).Word,
                    $"{container} passes a credential to a command as a literal ({secret.Service}, {secret.Length} "
                        + $"characters), which the process list shows too. Allowed: a file, standard input or a variable from a Secret.");
    }
}
