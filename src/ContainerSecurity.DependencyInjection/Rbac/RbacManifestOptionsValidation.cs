using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Refuses manifests that cannot be read, when the application starts; what is changed later is judged where it is taken in.</summary>
internal sealed class RbacManifestOptionsValidation : IValidateOptions<RbacManifestOptions>
{
    private readonly ConcurrentDictionary<string, bool> started = new(StringComparer.Ordinal);

    public ValidateOptionsResult Validate(string? name, RbacManifestOptions options)
    {
        if (started.ContainsKey(name ?? ""))
            return ValidateOptionsResult.Success;
        var read = RbacManifests.Read(options);
        if (read.Problems.Count > 0)
            return ValidateOptionsResult.Fail(read.Problems);
        started.TryAdd(name ?? "", true);
        return ValidateOptionsResult.Success;
    }
}
