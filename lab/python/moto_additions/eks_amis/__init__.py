"""Gap: no EKS-optimized images: neither the AMIs nor the public SSM parameters that name them."""

from typing import Any

from moto.ec2.models.amis import Ami, AmiBackend
from moto.ssm.models import Parameter, ParameterDict

from .images import IMAGES, SERVICE_PREFIXES, parameters


def install() -> None:
    """Adds the images to every region, and the parameters, which are loaded when one of them is asked for."""
    load_amis = AmiBackend._load_amis
    check_loading_status = ParameterDict._check_loading_status

    def _load_amis(self: AmiBackend) -> None:
        load_amis(self)
        for image in IMAGES:
            self.amis[image.ami_id] = Ami(self, **image.as_moto())

    def _check_loading_status(self: ParameterDict, key: Any) -> None:
        check_loading_status(self, key)
        if not str(key or "").startswith(SERVICE_PREFIXES) or vars(self).get("latest_eks_amis_loaded"):
            return
        vars(self)["latest_eks_amis_loaded"] = True
        for name, image in parameters():
            dict.__setitem__(
                self,
                name,
                [
                    Parameter(
                        account_id=self.account_id,
                        name=name,
                        value=image.ami_id,
                        parameter_type="String",
                        description=None,
                        allowed_pattern=None,
                        keyid=None,
                        last_modified_date=image.created,
                        version=1,
                        data_type="text",
                    )
                ],
            )

    AmiBackend._load_amis = _load_amis
    ParameterDict._check_loading_status = _check_loading_status
