using ContainerSecurity.Secrets.Patterns;

namespace ContainerSecurity.Secrets;

/// <summary>The patterns that come with the library.</summary>
public static class SecretPatterns
{
    /// <summary>All of them, ordered by group.</summary>
    public static IReadOnlyList<SecretPattern> BuiltIn { get; } =
    [
        .. GitHubTokens.Patterns,
        .. GitLabTokens.Patterns,
        .. CloudTokens.Patterns,
        .. AzureTokens.Patterns,
        .. ChatTokens.Patterns,
        .. PackageRegistryTokens.Patterns,
        .. ModelTokens.Patterns,
        .. PaymentTokens.Patterns,
        .. AudienceTokens.Patterns,
        .. CollaborationTokens.Patterns,
        .. CommerceTokens.Patterns,
        .. DeliveryTokens.Patterns,
        .. IdentityTokens.Patterns,
        .. MessagingTokens.Patterns,
        .. ObservabilityTokens.Patterns,
        .. PrivateKeys.Patterns,
        .. JsonWebTokens.Patterns,
        .. ClusterTokens.Patterns,
        .. PlatformTokens.Patterns,
        .. ContainerCredentials.Patterns,
        .. UrlCredentials.Patterns,
        .. SecretStoreTokens.Patterns,
        .. HostingTokens.Patterns,
        .. DataTokens.Patterns,
        .. MonitoringTokens.Patterns,
        .. BuildTokens.Patterns,
        .. ProductivityTokens.Patterns,
        .. FinanceTokens.Patterns,
        .. ConsumerTokens.Patterns,
        .. DeveloperTokens.Patterns,
        .. CurlCredentials.Patterns,
        .. CommandLineCredentials.Patterns,
        .. OptionCredentials.Patterns,
        .. ArgumentCredentials.Patterns,
        .. PipedCredentials.Patterns,
        .. ClientLineCredentials.Patterns,
        .. CallCredentials.Patterns,
        .. PhraseCredentials.Patterns,
        .. NamedCredentials.Patterns,
    ];
}
