using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Rules.Build;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Files;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>
/// The credentials that an instruction leaves in the image or its history: by the names of variables and files, by the
/// words of commands, and by the values of variables that hold a known token.
/// </summary>
internal static class BuildCredential
{
    private const string Allowed = " Allowed: RUN --mount=type=secret.";

    /// <summary>The credentials of an instruction.</summary>
    public static IEnumerable<NamedCredential> In(Dockerfile build, Instruction instruction)
    {
        foreach (BuildVariable variable in instruction.Variables)
            yield return OfVariable(build, instruction, variable);
        foreach (Field<string> source in CopiedFiles(build, instruction))
            yield return Leave(build, instruction, source.Location, source.Value, $"takes '{source}', a file of credentials, into a layer");
        foreach (ShellCommand command in instruction.Script.Commands)
            foreach ((ShellWord word, string name) in BuildSecret.In(command))
                yield return Leave(
                    build,
                    instruction,
                    word.Location,
                    word.Text,
                    $"holds {name} for {(command.Name.Length > 0 ? command.Name : "a variable")}, and stays in the image's history");
    }

    private static IEnumerable<Field<string>> CopiedFiles(Dockerfile build, Instruction instruction) =>
        instruction.Name is "COPY" or "ADD" && instruction.Flag("from") is null
            ? RemoteSource.SourcesOf(instruction)
                .Where(s => s.Is(CredentialFiles.IsCopied) && !build.PublicFiles.Contains(s.Value) && !SigningKeys.Has(build, instruction, s.Value))
            : [];

    private static NamedCredential OfVariable(Dockerfile build, Instruction instruction, BuildVariable variable) =>
        IsNamed(instruction.Name, variable)
            ? Leave(
                build,
                instruction,
                PlaceOf(instruction, variable),
                variable.Value.Or(""),
                $"'{variable.Name}' is a credential by its name, and stays in the image's configuration or history") with
            { IsWhole = true }
            : Leave(
                build,
                instruction,
                PlaceOf(instruction, variable),
                variable.Value.Or(""),
                "") with
            {
                Said = s => $"{instruction.Name} '{variable.Name}' holds a secret in plain text, {s}, "
                    + $"which stays in the image's configuration or history.{Allowed}",
                IsWhole = true,
                NeedsSecret = true,
                Kinds = [SecretKind.Token],
            };

    /// <summary>The old form of ENV and LABEL has the value behind the name.</summary>
    private static DocumentLocation? PlaceOf(Instruction instruction, BuildVariable variable) =>
        variable is { IsLegacy: true, Value.Location: { } at } && instruction.Arguments[instruction.Arguments.Count - 1].Location is { } last
            ? at with { Span = at.Span.To(last.Span) }
            : variable.Value.Location;

    private static NamedCredential Leave(Dockerfile build, Instruction instruction, DocumentLocation? location, string value, Message what) =>
        new(SecretInBuild.Id, build, instruction, location, value)
        {
            Said = _ => $"{instruction.Name} {what}.{Allowed}",
            Kinds = NamedCredential.AllKinds,
        };

    /// <summary>An ARG counts without a value too, for it is there to be given one, and the history keeps it.</summary>
    private static bool IsNamed(string instruction, BuildVariable variable) => instruction switch
    {
        "LABEL" => SecretName.IsCredential(variable.Name) && variable.Value.Is(ValueReference.IsLiteral),
        "ENV" => BuildSecret.IsName(variable.Name) && !variable.Value.Is(v => v.Trim().Length == 0 || BuildSecret.IsReference(v) || BuildSecret.IsStandIn(v)),
        _ => BuildSecret.IsName(variable.Name) && !variable.Value.Is(BuildSecret.IsReference),
    };
}
