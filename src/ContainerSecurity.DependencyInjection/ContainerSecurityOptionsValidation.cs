using System.Collections.Concurrent;
using ContainerSecurity.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContainerSecurity.DependencyInjection;

/// <summary>
/// Refuses options that name a wrong policy, when the application starts. What is changed later is judged where it is
/// taken in, which keeps the policy before: an exception would reach whoever changed a file.
/// </summary>
internal sealed class ContainerSecurityOptionsValidation(IServiceProvider services) : IValidateOptions<ContainerSecurityOptions>
{
    private readonly ConcurrentDictionary<string, bool> started = new(StringComparer.Ordinal);

    public ValidateOptionsResult Validate(string? name, ContainerSecurityOptions options)
    {
        string key = name ?? "";
        if (started.ContainsKey(key))
            return ValidateOptionsResult.Success;
        ConfiguredPolicy made = ConfiguredPolicy.Create(options, RulesOf(services, key), services.GetService<TimeProvider>() ?? TimeProvider.System);
        if (made.Engine is null)
            return ValidateOptionsResult.Fail(made.Problems);
        started.TryAdd(key, true);
        return ValidateOptionsResult.Success;
    }

    public static IEnumerable<Rule> RulesOf(IServiceProvider services, string name) =>
        name.Length == 0 ? services.GetServices<Rule>() : services.GetKeyedServices<Rule>(name);
}
