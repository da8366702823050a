using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4009: variables, labels, commands and history of an image hold no credentials (CIS Docker 4.10, NIST SP 800-190 3.1.4).</summary>
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
        var credentials = new ImageCredentials(context.SecretsFinder);
        foreach (Field<string> variable in resource.Environment.Items)
            if (variable.IsKnown && variable.Value.IndexOf('=') is > 0 and var equals)
                foreach (string what in credentials.OfPair("variable", variable.Value.Substring(0, equals), variable.Value.Substring(equals + 1)))
                    context.Report(variable, $"The image's {what} is a credential that everybody who has the image reads. {Allowed}");
        foreach (MappingEntry label in resource.Labels.Entries)
            if (resource.Labels[label.Key] is { IsKnown: true } value)
                foreach (string what in credentials.OfPair("label", label.Key, value.Value))
                    context.Report(value, $"The image's {what} is a credential that everybody who has the image reads. {Allowed}");
        JudgeWords("entry point", resource.Entrypoint, credentials, context);
        JudgeWords("command", resource.Command, credentials, context);
        JudgeWords("health check", resource.HealthCheck, credentials, context);
        for (int i = 0; i < resource.Config.History.Count; i++)
            foreach (string what in credentials.OfStep(resource.Config.History[i]))
                context.Report(
                    resource.History.Items[i].Value.Text("created_by"),
                    $"Step {i + 1} of the image's history holds {what}, and everybody who has the image reads it. {Allowed}");
    }

    private static void JudgeWords(string name, FieldList<string> words, ImageCredentials credentials, RuleContext context)
    {
        foreach ((int word, SecretFinding secret) in credentials.OfWords([.. words.Items.Select(w => w.Or("$(UNKNOWN)"))]))
            context.Report(
                words.Items[word],
                $"The image's {name} holds {ImageCredentials.Describe(secret)}, and everybody who has the image reads it. {Allowed}");
    }
}
