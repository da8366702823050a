using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8003: local files are copied by COPY, which does nothing else (CIS Docker 4.9).</summary>
internal sealed class DockerfileAddInsteadOfCopy() : Rule(new("CSEC8003", "dockerfile-add-instead-of-copy", Severity.Low,
    "ADD where COPY would do",
    "Use COPY; keep ADD for archives to unpack and for downloads with a checksum.")
{
    IsHardenable = true,
    References = ["CIS Docker 4.9"],
}), IJudges<Instruction>
{
    private static readonly string[] Archives = [".tar", ".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz", ".lzma", ".tlz", ".zst", ".tzst", ".z"];

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not "ADD")
            return;
        foreach (Field<string> source in RemoteSource.SourcesOf(instruction))
            if (source.Is(s => !RemoteSource.Is(s) && !IsArchive(s)))
                context.Report(source, $"ADD takes the local path '{source}': ADD also unpacks and downloads, which nobody expects here. Allowed: COPY.");
    }

    private static bool IsArchive(string path) => Array.Exists(Archives, a => path.EndsWith(a, StringComparison.OrdinalIgnoreCase));
}
