using System.Diagnostics.CodeAnalysis;
using ContainerSecurity.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.DependencyInjection;

internal sealed class ContainerSecurityBuilder(IServiceCollection services, string name) : IContainerSecurityBuilder
{
    public IServiceCollection Services => services;

    public string Name => name;

    public IContainerSecurityBuilder AddRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TRule : Rule
    {
        if (name.Length == 0)
            services.AddSingleton<Rule, TRule>();
        else
            services.AddKeyedSingleton<Rule, TRule>(name);
        return this;
    }
}
