using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4009: variables, labels and history of an image hold no credentials (CIS Docker 4.10, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInImageConfig() : Rule(new("CSEC4009", "secret-in-image-config", Severity.Critical,
    "Credential in the configuration of an image",
    "Replace the credential; give it to the container when it starts, and to the build as RUN --mount=type=secret.")
{
    PointsAtSecret = true,
    References = ["CIS Docker 4.10", "NIST SP 800-190 3.1.4"],
}), IJudges<Image>
{
    private const string Allowed = "Allowed: values given at the start, and RUN --mount=type=secret.";

    public void Judge(Image resource, RuleContext context)
    {
        foreach (Field<string> variable in resource.Environment.Items)
            if (variable.IsKnown
                && variable.Value.IndexOf('=') is > 0 and var equals
                && IsSecret(variable.Value.Substring(0, equals), variable.Value.Substring(equals + 1), context))
                context.Report(
                    variable,
                    $"The image's variable {variable.Value.Substring(0, equals)} is a credential that everybody who has the image reads. {Allowed}");
        foreach (MappingEntry label in resource.Labels.Entries)
            if (resource.Labels[label.Key] is { IsKnown: true } value && IsSecret(label.Key, value.Value, context))
                context.Report(value, $"The image's label {label.Key} is a credential that everybody who has the image reads. {Allowed}");
        for (int i = 0; i < resource.Config.History.Count; i++)
            if (InHistory(resource.Config.History[i], context) is { } what)
                context.Report(
                    resource.History.Items[i].Value.Text("created_by"),
                    $"Step {i + 1} of the image's history holds {what}, and everybody who has the image reads it. {Allowed}");
    }

    private static bool IsSecret(string name, string value, RuleContext context) =>
        (SecretName.IsCredential(name) && ValueReference.IsLiteral(value))
        || context.SecretsFinder.ScanValue(name, value).Any(s => s.Kind != SecretKind.AccountIdentifier);

    /// <summary>What variables and labels hold is found in the image's configuration already.</summary>
    private static string? InHistory(HistoryStep step, RuleContext context)
    {
        HistoryInstruction instruction = HistoryInstruction.Read(step);
        if (instruction.Name is "ENV" or "LABEL")
            return null;
        foreach ((string name, string value) in instruction.Arguments)
            if (BuildSecret.IsName(name) && value.Length > 0 && !BuildSecret.IsReference(value))
                return $"the credential {name}, an argument of the build";
        foreach (ShellCommand command in instruction.Commands)
            if (BuildSecret.In(command) is var (_, what))
                return $"{what} for {(command.Name.Length > 0 ? command.Name : "a variable")}";
        SecretFinding? secret = context.SecretsFinder.Scan(step.CreatedBy ?? "").FirstOrDefault(s => s.Kind != SecretKind.AccountIdentifier);
        return secret is null ? null : $"{secret.Service} ({secret.Pattern.Id}), {secret.Redacted}";
    }
}
