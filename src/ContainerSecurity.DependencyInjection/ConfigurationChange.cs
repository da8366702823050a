using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Tells the options that their configuration has changed.</summary>
internal sealed class ConfigurationChange(string name, IConfiguration configuration) : IOptionsChangeTokenSource<ContainerSecurityOptions>
{
    public string Name => name;

    public IChangeToken GetChangeToken() => configuration.GetReloadToken();
}
