using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Rules.Build.Packages;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8008: layers hold no package manager cache.</summary>
internal sealed class DockerfilePackageCacheLeft() : Rule(new("CSEC8008", "dockerfile-package-cache-left", Severity.Info,
    "Package manager cache is left in the layer",
    "Empty the cache in the same RUN, or keep it out with --no-cache, --no-cache-dir or a cache mount.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<Dockerfile>
{
    public void Judge(Dockerfile resource, RuleContext context)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Instruction written in resource.FinalStage?.AllInstructions ?? [])
        {
            Instruction instruction = written.Trigger ?? written;
            foreach (BuildVariable variable in instruction.Variables)
                variables[variable.Name] = variable.Value.Or("");
            if (instruction.Name != "RUN")
                continue;
            foreach (PackageCommand filling in new PackageCache(instruction, variables).Left())
                context.Report(
                    instruction,
                    $"'{filling}' leaves its cache in the "
                        + $"layer{(filling.Manager.Caches.Count > 0 ? $" ({filling.Manager.Caches[0]})" : "")}. "
                        + $"Allowed: emptying it in the same RUN, or never filling it.");
        }
    }
}
