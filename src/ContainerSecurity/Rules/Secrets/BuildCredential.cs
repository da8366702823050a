using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Rules.Build;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Files;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A credential that an instruction leaves in the image or its history.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Description">What the instruction does with it: the end of a sentence that begins with the instruction.</param>
internal sealed record BuildCredential(DocumentLocation? Location, string Description) : ILocated
{
    /// <summary>
    /// The credentials of an instruction: by the names of variables and files, by the words of commands, and by the
    /// values of variables that hold a known token.
    /// </summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="secrets">The secrets found in the text of the Dockerfile.</param>
    public static IEnumerable<BuildCredential> In(Instruction instruction, IReadOnlyList<SecretPlace> secrets)
    {
        foreach (BuildVariable variable in instruction.Variables)
            if (OfVariable(instruction.Name, variable, secrets) is { } credential)
                yield return credential;
        foreach (Field<string> source in instruction.Name is "COPY" or "ADD" && instruction.Flag("from") is null ? RemoteSource.SourcesOf(instruction) : [])
            if (source.Is(CredentialFiles.IsCopied))
                yield return new BuildCredential(source.Location, $"takes '{source}', a file of credentials, into a layer");
        foreach (ShellCommand command in instruction.Script.Commands)
            if (BuildSecret.In(command) is var (word, name))
                yield return new BuildCredential(
                    word.Location,
                    $"holds {name} for {(command.Name.Length > 0 ? command.Name : "a variable")}, and stays in the image's history");
    }

    /// <summary>Whether a secret is part of this credential.</summary>
    public bool Holds(SecretPlace secret) =>
        Location is { } at
        && (at.Span.Holds(secret.Location.Span.Line, secret.Location.Span.Column)
            || secret.Location.Span.Holds(at.Span.Line, at.Span.Column));

    private static BuildCredential? OfVariable(string instruction, BuildVariable variable, IReadOnlyList<SecretPlace> secrets)
    {
        var named = new BuildCredential(
            variable.Value.Location,
            $"'{variable.Name}' is a credential by its name, and stays in the image's configuration or history");
        if (IsNamed(instruction, variable))
            return named;
        return named.Location is { } at && OnLinesOf(at, secrets).FirstOrDefault(s => s.Secret.Kind == SecretKind.Token && named.Holds(s)) is { } known
            ? new BuildCredential(
                known.Location,
                $"'{variable.Name}' holds a secret in plain text, {known}, which stays in the image's configuration or history")
            : null;
    }

    /// <summary>The secrets that begin on the lines of a value, by halves: they are in the order of the text.</summary>
    private static IEnumerable<SecretPlace> OnLinesOf(DocumentLocation value, IReadOnlyList<SecretPlace> secrets)
    {
        int low = 0, high = secrets.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (secrets[middle].Location.Span.Line < value.Span.Line)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < secrets.Count && secrets[low].Location.Span.Line <= value.Span.EndLine; low++)
            yield return secrets[low];
    }

    /// <summary>An ARG counts without a value too, for it is there to be given one, and the history keeps it.</summary>
    private static bool IsNamed(string instruction, BuildVariable variable) =>
        instruction == "LABEL"
            ? SecretName.IsCredential(variable.Name) && variable.Value.Is(ValueReference.IsLiteral)
            : BuildSecret.IsName(variable.Name) && !variable.Value.Is(BuildSecret.IsReference);
}
