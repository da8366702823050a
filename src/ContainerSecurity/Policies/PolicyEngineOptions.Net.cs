using ContainerSecurity.Policies.Trust;

namespace ContainerSecurity.Policies;

/// <content>What has to be waited for.</content>
public sealed partial class PolicyEngineOptions
{
    /// <summary>
    /// Verifies the images of what is judged, where the policy says by whom they must be signed. Null, the default
    /// value, for nobody: then such images have no verdict, unless a request brings it.
    /// </summary>
    public IImageTrust? ImageTrust { get; init; }

    /// <summary>What tells the present time, in place of <see cref="Clock"/>; null, the default value, where that does.</summary>
    public TimeProvider? TimeProvider
    {
        get;
        init
        {
            field = value;
            if (value is not null)
                Clock = value.GetUtcNow;
        }
    }
}
