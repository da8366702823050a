using System.Diagnostics.CodeAnalysis;
using ContainerSecurity.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Adds to what <c>AddContainerSecurity</c> has registered. Other packages bring extension methods on it.</summary>
public interface IContainerSecurityBuilder
{
    /// <summary>The container of services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The name of the policy, which is the key of its services; empty for the one without a key.</summary>
    string Name { get; }

    /// <summary>Adds a rule that the container of services creates; it may ask for services that are singletons.</summary>
    /// <typeparam name="TRule">The rule.</typeparam>
    IContainerSecurityBuilder AddRule<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRule>()
        where TRule : Rule;
}
