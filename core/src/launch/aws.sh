: "${REGION:?set it to the region, such as eu-central-1}"
: "${IMAGE:?set it to the id of the image, such as ami-0123456789abcdef0}"
: "${INSTANCE_TYPE:?set it to the size of the VM, such as t3.medium}"
: "${SUBNET_ID:?set it to the subnet of the VM, such as subnet-0123456789abcdef0}"

# The form that templates write a public parameter in.
case $IMAGE in
'{{ssm:'*'}}')
    IMAGE=${IMAGE#'{{ssm:'}
    IMAGE=resolve:ssm:${IMAGE%'}}'}
    ;;
esac

# With HttpTokens=required metadata, and the user data with it, is given only to whom asks with a session token (IMDSv2). An
# image with a cloud-init older than 19.4, or an EC2Launch older than 1.3.2002730, does not: it needs tokens=optional.
aws ec2 run-instances \
    --region "$REGION" \
    --image-id "$IMAGE" \
    --instance-type "$INSTANCE_TYPE" \
    --subnet-id "$SUBNET_ID" \
    --metadata-options "HttpEndpoint=enabled,HttpTokens=$tokens,HttpPutResponseHopLimit=1" \
    --user-data "fileb://$payload" \
    --query 'Instances[0].InstanceId' \
    --output text
