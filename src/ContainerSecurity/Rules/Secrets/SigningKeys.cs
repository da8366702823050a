using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>
/// Tells by what a build does with a key whether it is the public one that signs packages or other certificates:
/// package managers are given no private keys.
/// </summary>
internal static class SigningKeys
{
    private static readonly string[] Endings = [".key", ".pem"];

    private static readonly string[] Folders = ["/keyrings/", "/trusted.gpg.d/", "/rpm-gpg/", "/apk/keys/", "/ca-certificates/", "/pki/ca-trust/"];

    /// <summary>Whether a file is copied to where public keys are kept, or is handed to a program that takes them.</summary>
    public static bool Has(Dockerfile build, Instruction copy, string source) =>
        Array.Exists(Endings, e => source.EndsWith(e, StringComparison.OrdinalIgnoreCase))
        && (IsFolder(copy.Values[copy.Values.Count - 1]) || IsImported(build, ShellCommand.BaseName(source)));

    private static bool IsFolder(Field<string> target) => target.Is(t => Array.Exists(Folders, f => (t + "/").IndexOf(f, StringComparison.Ordinal) >= 0));

    private static bool IsImported(Dockerfile build, string name) =>
        build.Instructions.Any(i => i.Name == "RUN" && i.Script.Commands.Any(c =>
            IsImport(c) && c.Arguments.Concat(c.Files).Any(a => ShellCommand.BaseName(a.Text) == name)));

    private static bool IsImport(ShellCommand command) => command.Name switch
    {
        "apt-key" => command.Has("add"),
        "rpm" or "rpmkeys" => command.Has("--import"),
        "gpg" or "gpg2" => command.Has("--dearmor"),
        _ => false,
    };
}
